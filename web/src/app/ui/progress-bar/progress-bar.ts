import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A thin bar that fills, or, without a value, runs while nobody knows how long it takes. */
@Component({
  selector: 'ui-progress-bar',
  template: '<i [class.runs]="value() === undefined" [style.inline-size.%]="value()"></i>',
  styleUrl: './progress-bar.scss',
  host: {
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-valuenow]': 'value()',
    '[attr.aria-label]': 'label()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProgressBar {
  /** What is going on, read aloud. */
  readonly label = input.required<string>();
  /** 0 to 100. */
  readonly value = input<number>();
}
