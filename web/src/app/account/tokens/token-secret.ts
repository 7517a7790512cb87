import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { T } from '../../core/i18n/t.pipe';
import { Banner } from '../../ui/banner/banner';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { Dialog } from '../../ui/dialog/dialog';

/** A new token, the one time that it is shown. */
@Component({
  selector: 'app-token-secret',
  imports: [Banner, CopyButton, Dialog, MatButtonModule, T],
  template: `
    <ui-dialog [heading]="'account.tokens.made' | t: { name: name() }" (closed)="closed.emit()">
      @if (secret(); as value) {
        <ui-banner tone="warning">{{ 'account.tokens.once' | t }}</ui-banner>
        <p class="secret">
          <code>{{ value }}</code>
          <ui-copy-button [value]="value" [label]="'account.tokens.copy' | t" [doneLabel]="'app.copied' | t" />
        </p>
        <p class="how">
          {{ 'account.tokens.how' | t }}
          <code dir="ltr">Authorization: Bearer {{ value.slice(0, 8) }}…</code>
        </p>
      } @else {
        <ui-banner tone="warning">{{ 'account.tokens.shown-before' | t }}</ui-banner>
      }
      <button actions type="button" matButton="filled" (click)="closed.emit()">
        {{ 'account.tokens.done' | t }}
      </button>
    </ui-dialog>
  `,
  styleUrl: './token-secret.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TokenSecret {
  readonly name = input.required<string>();
  /** Null where it was shown before: what was lost with that answer cannot be had again. */
  readonly secret = input.required<string | null>();
  readonly closed = output();
}
