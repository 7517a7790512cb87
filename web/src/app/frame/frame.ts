import { ChangeDetectionStrategy, Component, type ElementRef, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { distinctUntilChanged, filter, map, skip } from 'rxjs';
import { LanguageMenu } from '../core/i18n/language-menu';
import { T } from '../core/i18n/t.pipe';
import { PageTitle } from '../core/page-title';
import { ThemeMenu } from '../core/theme/theme-menu';
import { Icon } from '../ui/icon/icon';
import { LiveState } from './live-state';
import { Navigation } from './navigation';
import { UnsavedQuestion } from './unsaved-question';
import { UserMenu } from './user-menu';

/** What stands around every page of the signed-in: navigation, the page's name, the live state, and the user's choices. */
@Component({
  selector: 'app-frame',
  imports: [
    Icon,
    LanguageMenu,
    LiveState,
    MatButtonModule,
    Navigation,
    RouterOutlet,
    T,
    ThemeMenu,
    UnsavedQuestion,
    UserMenu,
  ],
  templateUrl: './frame.html',
  styleUrl: './frame.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Frame {
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly drawer = viewChild.required<ElementRef<HTMLDialogElement>>('drawer');

  protected readonly title = inject(PageTitle).text;

  constructor() {
    // The first page keeps the focus where the browser puts it; each later one is read from its beginning.
    inject(Router)
      .events.pipe(
        filter(event => event instanceof NavigationEnd),
        filter(event => !event.urlAfterRedirects.includes('#')),
        // Filters and pages of a list stand in the address too: whoever types them stays where they are.
        map(event => event.urlAfterRedirects.split('?')[0]),
        distinctUntilChanged(),
        skip(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.drawer().nativeElement.close();
        this.skipToMain();
      });
  }

  /** On a narrow page the navigation is a drawer; as a modal dialog it keeps the focus and closes on Escape. */
  protected openDrawer(): void {
    this.drawer().nativeElement.showModal();
  }

  protected skipToMain(): void {
    this.main().nativeElement.focus();
  }
}
