import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Viewer } from '../core/auth/viewer';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { SubNavigation } from '../ui/sub-navigation/sub-navigation';
import { SETTINGS_PAGES } from './settings-pages';

/** What stands around every page of the settings: the way to the others, as far as the user's rights reach. */
@Component({
  selector: 'app-settings-frame',
  imports: [RouterOutlet, SubNavigation, T],
  template: `
    <ui-sub-navigation [label]="'settings.pages' | t" [pages]="pages()" />
    <div class="page"><router-outlet /></div>
  `,
  styleUrl: './settings-frame.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsFrame {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);

  protected readonly pages = computed(() =>
    SETTINGS_PAGES.filter(({ rights }) => rights.some(right => this.viewer.can(right))).map(
      ({ path, title, icon }) => ({ link: ['/settings', path], label: this.texts.find(title), icon }),
    ),
  );
}
