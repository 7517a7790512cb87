import { ChangeDetectionStrategy, Component } from '@angular/core';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { PasswordForm } from '../password/password-form';
import { SignInList } from '../sign-ins/sign-in-list';

/** The page `/settings/security`: the user's password, second factor, and where they are signed in. */
@Component({
  selector: 'app-security-page',
  imports: [Card, PasswordForm, SignInList, T],
  template: `
    <ui-card [heading]="'account.password.title' | t"><app-password-form /></ui-card>
    <app-sign-in-list />
  `,
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecurityPage {}
