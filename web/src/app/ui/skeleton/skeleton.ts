import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Gray lines in place of what is on its way, as tall as what will come, so that nothing jumps. Its label is read aloud. */
@Component({
  selector: 'ui-skeleton',
  template: `
    <span class="hidden-text">{{ label() }}</span>
    @for (line of list(); track line) {
      <i [style.block-size.px]="height()"></i>
    }
  `,
  styleUrl: './skeleton.scss',
  host: { role: 'status', 'aria-busy': 'true' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Skeleton {
  readonly label = input.required<string>();
  readonly lines = input(3);
  /** Height of a line in pixels. */
  readonly height = input(16);

  protected readonly list = computed(() => Array.from({ length: this.lines() }, (_, line) => line));
}
