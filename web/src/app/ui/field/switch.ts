import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** A yes or no that takes effect at once. It shows what is true: it does not move until it is told so. */
@Component({
  selector: 'ui-switch',
  template: `
    <label>
      <input #box type="checkbox" role="switch" [checked]="isOn()" [disabled]="isBusy()" (change)="flip(box)" />
      <span>
        {{ label() }}
        @if (hint(); as words) {
          <small>{{ words }}</small>
        }
      </span>
    </label>
  `,
  styleUrls: ['./choice.scss', './switch.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Switch {
  readonly isOn = input.required<boolean>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** The wish is on its way. */
  readonly isBusy = input(false);
  /** The user wants it on, or off. */
  readonly wish = output<boolean>();

  protected flip(box: HTMLInputElement): void {
    const wish = box.checked;
    box.checked = this.isOn();
    this.wish.emit(wish);
  }
}
