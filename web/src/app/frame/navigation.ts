import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { BRAND } from '../core/brand';
import { T } from '../core/i18n/t.pipe';
import { TABS } from '../tabs';
import { Icon } from '../ui/icon/icon';

/** The portal's name and its tabs. */
@Component({
  selector: 'app-navigation',
  imports: [Icon, RouterLink, RouterLinkActive, T],
  templateUrl: './navigation.html',
  styleUrl: './navigation.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Navigation {
  protected readonly brand = inject(BRAND);
  protected readonly tabs = TABS;
}
