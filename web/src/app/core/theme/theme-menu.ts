import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import type { PlainKey } from '../i18n/i18n-keys';
import { T } from '../i18n/t.pipe';
import { THEMES, type Theme, ThemeChoice } from './theme';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icon-names';

const LOOKS: Record<Theme, { icon: IconName; name: PlainKey }> = {
  system: { icon: 'sun-moon', name: 'theme.system' },
  light: { icon: 'sun', name: 'theme.light' },
  dark: { icon: 'moon', name: 'theme.dark' },
};

/** Chooses between light, dark, and as the system is. */
@Component({
  selector: 'app-theme-menu',
  imports: [Icon, MatButtonModule, MatMenuModule, T],
  templateUrl: './theme-menu.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeMenu {
  protected readonly choice = inject(ThemeChoice);
  protected readonly icon = computed(() => LOOKS[this.choice.theme()].icon);
  protected readonly themes = THEMES.map(theme => ({ theme, ...LOOKS[theme] }));
}
