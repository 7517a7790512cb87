import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** Modules of white around it, without which a camera may not find it. */
const BORDER = 4;

/** A text as a QR code. It is black on white in every color scheme, as cameras read it best so. */
@Component({
  selector: 'app-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + code().size + ' ' + code().size">
      <rect width="100%" height="100%" fill="#fff" />
      <path fill="#000" shape-rendering="crispEdges" [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      inline-size: 184px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 10px;
      overflow: hidden;
    }

    svg {
      display: block;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QrCode {
  readonly text = input.required<string>();
  /** What it is, for those who cannot see it. */
  readonly label = input.required<string>();

  protected readonly code = computed(() => encode(this.text(), { ecc: 'M', border: BORDER }));
  /** A square for each black module. */
  protected readonly path = computed(() =>
    this.code()
      .data.flatMap((row, y) => row.map((isBlack, x) => (isBlack ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
      .join(''),
  );
}
