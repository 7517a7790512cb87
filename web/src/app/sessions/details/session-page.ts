import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Failure } from '../../core/graphql/failure';
import { SessionDetailsDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { refreshed } from '../../core/graphql/refreshed';
import { T } from '../../core/i18n/t.pipe';
import { ListMemory } from '../../core/list/list-memory';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { SessionFacts } from './session-facts';

/** How often the page is read anew: the last confirmation moves on without an event. */
const READ_AGAIN_MS = 15_000;

/** The page `/sessions/<id>`: one session, past or present. */
@Component({
  selector: 'app-session-page',
  imports: [Card, EmptyState, Failure, MatButtonModule, RouterLink, SessionFacts, Skeleton, T],
  template: `
    @if (query.error()) {
      <app-failure [error]="query.error()" (retry)="query.reload()" />
    } @else if (query.value(); as data) {
      @if (data.session; as session) {
        <app-session-facts [session]="session" />
      } @else {
        <ui-empty-state icon="search" [heading]="'sessions.unknown' | t" [text]="'sessions.unknown-text' | t">
          <a matButton="outlined" [routerLink]="list">{{ 'sessions.to-list' | t }}</a>
        </ui-empty-state>
      }
    } @else {
      <ui-card [heading]="'sessions.facts' | t">
        <ui-skeleton [label]="'app.loading' | t" [lines]="7" [height]="20" />
      </ui-card>
    }
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 1200px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly query = liveQuery(SessionDetailsDocument, () => ({ id: this.id() }));
  protected readonly list = inject(ListMemory).addressOf('/sessions');

  constructor() {
    refreshed(this.query, READ_AGAIN_MS);
  }
}
