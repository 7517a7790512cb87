import { ChangeDetectionStrategy, Component, inject, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { T } from '../../core/i18n/t.pipe';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Door } from '../door/door';
import { linkToken } from '../door/link-token';
import { OpenAccount } from './open-account';
import { RequestAccount } from './request-account';

/** The page `/sign-up`: has a link mailed for a new account; and `/sign-up#<token>`, to which that link leads: opens it. */
@Component({
  selector: 'app-sign-up-page',
  imports: [Door, EmptyState, MatButtonModule, OpenAccount, RequestAccount, RouterLink, T],
  templateUrl: './sign-up-page.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignUpPage {
  private readonly router = inject(Router);

  protected readonly token = linkToken('/sign-up');
  protected readonly isDead = linkedSignal({ source: this.token, computation: () => false });
  /** Where the link was mailed to; empty before. */
  protected readonly sentTo = signal('');

  protected async enter(): Promise<void> {
    await this.router.navigateByUrl('/');
  }
}
