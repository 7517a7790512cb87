import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { type Bar, scaleOf } from './bar-scale';

/** Pixels that the numbers beside the bars and the names below them take. */
const MARGIN = { start: 40, top: 22, bottom: 24 };
/** Pixels that a name below a bar needs, with its space. */
const TICK_WIDTH = 64;

/**
 * Bars side by side, read one by one with the pointer. A drawing cannot be read aloud, so the same numbers stand in a
 * table, which `isTable` shows to everybody.
 */
@Component({
  selector: 'ui-bar-chart',
  templateUrl: './bar-chart.html',
  styleUrl: './bar-chart.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BarChart {
  readonly bars = input.required<readonly Bar[]>();
  /** What is shown, such as "Sessions, last 24 hours": the table's caption. */
  readonly caption = input.required<string>();
  /** The headings of the table's two columns. */
  readonly headings = input.required<readonly [name: string, value: string]>();
  readonly isTable = input(false);
  readonly format = input<(value: number) => string>(String);

  protected readonly size = signal({ width: 0, height: 0 });
  protected readonly margin = MARGIN;
  /** The bar under the pointer. */
  protected readonly pointed = signal<Bar | undefined>(undefined);

  protected readonly columns = computed(() => {
    const { width, height } = this.size();
    const step = Math.max(0, width - MARGIN.start) / Math.max(1, this.bars().length);
    const nth = Math.max(1, Math.ceil(TICK_WIDTH / Math.max(1, step)));
    const { most } = this.scale();
    const room = Math.max(0, height - MARGIN.top - MARGIN.bottom);
    return this.bars().map((bar, index) => {
      const tall = Math.max(bar.value > 0 ? 2 : 0, (bar.value / most) * room);
      const slot = MARGIN.start + index * step;
      return {
        bar,
        slot,
        step,
        x: slot + step * 0.17,
        y: MARGIN.top + room - tall,
        width: step * 0.66,
        height: tall,
        tick: index % nth === 0 ? bar.tick : undefined,
      };
    });
  });

  /** The lines behind the bars, each with its number. */
  protected readonly lines = computed(() => {
    const { height } = this.size();
    const { most, step } = this.scale();
    const room = Math.max(0, height - MARGIN.top - MARGIN.bottom);
    const count = Math.round(most / step) + 1;
    return Array.from({ length: count }, (_, index) => ({
      value: index * step,
      y: MARGIN.top + room - ((index * step) / most) * room,
    }));
  });

  private readonly scale = computed(() => scaleOf(this.bars()));

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const resized = new ResizeObserver(() => this.size.set({ width: host.clientWidth, height: host.clientHeight }));
    resized.observe(host);
    inject(DestroyRef).onDestroy(() => resized.disconnect());
  }
}
