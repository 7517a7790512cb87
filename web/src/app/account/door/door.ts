import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { BRAND } from '../../core/brand';
import { LanguageMenu } from '../../core/i18n/language-menu';
import { ThemeMenu } from '../../core/theme/theme-menu';

/** What stands around the pages for those who are not signed in: the portal's name, one card, language and color scheme. */
@Component({
  selector: 'app-door',
  imports: [LanguageMenu, ThemeMenu],
  templateUrl: './door.html',
  styleUrl: './door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Door {
  readonly heading = input.required<string>();
  readonly text = input<string>();

  protected readonly brand = inject(BRAND);
}
