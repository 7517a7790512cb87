import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconName } from './icon-names';

/** One icon of the sprite, in the color of the text around it. It says nothing to a screen reader: its button or label does. */
@Component({
  selector: 'ui-icon',
  template: `<svg [style.inline-size.px]="size()" [style.block-size.px]="size()" aria-hidden="true" focusable="false">
    <use [attr.href]="'icons.svg#' + name()" />
  </svg>`,
  styleUrl: './icon.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Width and height in pixels; set as a style, since Material sizes what stands in its buttons. */
  readonly size = input(18);
}
