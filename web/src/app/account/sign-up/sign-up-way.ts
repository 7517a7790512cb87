import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { IsSignUpOpenDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';

/** The way to a new account, where strangers may open one. */
@Component({
  selector: 'app-sign-up-way',
  imports: [MatButtonModule, RouterLink, T],
  template: `
    @if (!query.error() && query.value()?.isSignUpOpen) {
      <a matButton="text" routerLink="/sign-up">{{ 'sign-up.title' | t }}</a>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignUpWay {
  protected readonly query = liveQuery(IsSignUpOpenDocument, () => ({}));
}
