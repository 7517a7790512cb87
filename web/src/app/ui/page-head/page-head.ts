import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, type UrlTree } from '@angular/router';
import { Icon } from '../icon/icon';

/**
 * The head of a page about one thing: the way back to its list, what it is called, a line below with what is marked `facts`
 * (a badge, a number), and what can be done with it, marked `actions`.
 */
@Component({
  selector: 'ui-page-head',
  imports: [Icon, RouterLink],
  template: `
    <a class="back" [routerLink]="backLink()"><ui-icon name="arrow-left" [size]="16" />{{ backLabel() }}</a>
    <div class="line">
      <div class="what">
        <h2>{{ heading() }}</h2>
        <div class="below"><ng-content select="[facts]" /></div>
      </div>
      <div class="actions"><ng-content select="[actions]" /></div>
    </div>
  `,
  styleUrl: './page-head.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageHead {
  readonly heading = input.required<string>();
  readonly backLink = input.required<string | UrlTree>();
  /** The list's name: "Clients". */
  readonly backLabel = input.required<string>();
}
