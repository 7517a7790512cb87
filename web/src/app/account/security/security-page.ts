import { ChangeDetectionStrategy, Component } from '@angular/core';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { PasswordForm } from '../password/password-form';
import { SecondFactorCard } from '../second-factor/second-factor-card';
import { SignInList } from '../sign-ins/sign-in-list';

/** The page `/settings/security`: the user's password, second factor, and where they are signed in. */
@Component({
  selector: 'app-security-page',
  imports: [Card, PasswordForm, SecondFactorCard, SignInList, T],
  template: `
    <ui-card [heading]="'account.password.title' | t"><app-password-form /></ui-card>
    <app-second-factor-card (changed)="list.reload()" />
    <app-sign-in-list #list />
  `,
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecurityPage {}
