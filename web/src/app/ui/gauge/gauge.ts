import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Share of the limit from which a gauge warns. */
const NEARLY_FULL = 0.9;

/** How much of a limit is in use: a name, words, and a bar that warns when it is nearly full. Without a limit there is no bar. */
@Component({
  selector: 'ui-gauge',
  templateUrl: './gauge.html',
  styleUrl: './gauge.scss',
  host: { '[class]': 'tone()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Gauge {
  readonly label = input.required<string>();
  /** The use in words: "312 of 500". */
  readonly text = input.required<string>();
  readonly used = input.required<number>();
  /** Null: unlimited. */
  readonly limit = input.required<number | null>();

  /** 0 to 100. A limit of none at all is full. */
  protected readonly percent = computed(() => {
    const limit = this.limit();
    if (limit === null) return undefined;
    return limit > 0 ? Math.min(100, (this.used() / limit) * 100) : 100;
  });
  protected readonly tone = computed(() => {
    const percent = this.percent() ?? 0;
    return percent >= 100 ? 'full' : percent >= NEARLY_FULL * 100 ? 'nearly-full' : '';
  });
}
