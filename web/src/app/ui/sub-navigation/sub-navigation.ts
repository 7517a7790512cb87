import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-names';

/** One page of several that belong together. */
export interface SubPage {
  /** The commands of its router link. */
  readonly link: readonly string[];
  readonly label: string;
  readonly icon?: IconName;
}

/** The pages within a tab of the portal: a column beside them, or, where it is narrow, a row above that scrolls sideways to the present one. */
@Component({
  selector: 'ui-sub-navigation',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="label()">
      <ul>
        @for (page of pages(); track page.label) {
          <li>
            <a
              #link
              [routerLink]="page.link"
              routerLinkActive="active"
              ariaCurrentWhenActive="page"
              (isActiveChange)="$event && link.scrollIntoView({ block: 'nearest', inline: 'nearest' })"
            >
              @if (page.icon; as icon) {
                <ui-icon [name]="icon" [size]="16" />
              }
              {{ page.label }}
            </a>
          </li>
        }
      </ul>
    </nav>
  `,
  styleUrl: './sub-navigation.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SubNavigation {
  readonly label = input.required<string>();
  readonly pages = input.required<readonly SubPage[]>();
}
