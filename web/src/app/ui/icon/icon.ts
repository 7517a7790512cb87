import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { IconName } from './icon-names';

/** What points along the line of reading, and so the other way where that runs from the right. */
const DIRECTED = new Set<IconName>([
  'arrow-left',
  'arrow-right',
  'chevron-left',
  'chevron-right',
  'chevrons-left',
  'external-link',
  'log-in',
  'log-out',
  'send',
]);

/** One icon of the sprite, in the color of the text around it. It says nothing to a screen reader: its button or label does. */
@Component({
  selector: 'ui-icon',
  template: `<svg [style.inline-size.px]="size()" [style.block-size.px]="size()" aria-hidden="true" focusable="false">
    <use [attr.href]="'icons.svg#' + name()" />
  </svg>`,
  styleUrl: './icon.scss',
  host: { '[class.directed]': 'isDirected()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Width and height in pixels; set as a style, since Material sizes what stands in its buttons. */
  readonly size = input(18);

  protected readonly isDirected = computed(() => DIRECTED.has(this.name()));
}
