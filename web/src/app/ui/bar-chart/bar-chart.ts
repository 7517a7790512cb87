import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type uPlot from 'uplot';
import { newBarPlot } from './bar-plot';
import { onSchemeChange } from './scheme-change';

/** One bar: its full name, the short one below the axis, and its height. */
export interface Bar {
  readonly name: string;
  readonly tick: string;
  readonly value: number;
}

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

  /** The bar under the pointer. */
  protected readonly pointed = signal<number | undefined>(undefined);
  protected readonly readout = computed(() => {
    const bar = this.bars()[this.pointed() ?? -1];
    return bar && `${bar.name}: ${this.format()(bar.value)}`;
  });

  private readonly frame = viewChild<ElementRef<HTMLElement>>('frame');
  private plot: uPlot | undefined;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const resized = new ResizeObserver(() => this.fit());
    resized.observe(host);
    const schemeWatch = onSchemeChange(() => this.plot?.redraw(false));
    inject(DestroyRef).onDestroy(() => {
      resized.disconnect();
      schemeWatch.stop();
      this.plot?.destroy();
    });

    afterRenderEffect(() => {
      const frame = this.frame()?.nativeElement;
      this.plot?.destroy();
      this.plot = frame && newBarPlot(frame, this.bars(), this.format(), index => this.pointed.set(index));
    });
  }

  private fit(): void {
    const frame = this.frame()?.nativeElement;
    if (frame) this.plot?.setSize({ width: frame.clientWidth, height: frame.clientHeight });
  }
}
