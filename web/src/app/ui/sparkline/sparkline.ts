import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const WIDTH = 160;
const HEIGHT = 40;
const MARGIN = 3;

/** The course of a number as a small line, in the color of the text around it. Nothing below two values. */
@Component({
  selector: 'ui-sparkline',
  template: `
    <svg [attr.viewBox]="viewBox" preserveAspectRatio="none" role="img" [attr.aria-label]="label()">
      <path class="area" [attr.d]="area()" />
      <path class="line" [attr.d]="line()" />
    </svg>
  `,
  styleUrl: './sparkline.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sparkline {
  /** Oldest first, in even steps. */
  readonly values = input.required<readonly number[]>();
  /** What the line shows, read aloud. */
  readonly label = input.required<string>();

  protected readonly viewBox = `0 0 ${WIDTH} ${HEIGHT}`;

  private readonly points = computed(() => {
    const values = this.values();
    if (values.length < 2) return [];
    const [least, most] = [Math.min(...values), Math.max(...values)];
    // A course without change runs along the middle.
    const place = (value: number) => (most === least ? 0.5 : (value - least) / (most - least));
    return values.map((value, index) => {
      const x = (index / (values.length - 1)) * WIDTH;
      return `${x.toFixed(1)} ${(HEIGHT - MARGIN - place(value) * (HEIGHT - 2 * MARGIN)).toFixed(1)}`;
    });
  });

  protected readonly line = computed(() => (this.points().length > 0 ? `M${this.points().join('L')}` : ''));
  protected readonly area = computed(() => (this.line() ? `${this.line()}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z` : ''));
}
