import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { Failure } from '../../core/graphql/failure';
import { GeneralSettingsDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { CsvForm } from './csv-form';
import { LocaleForm } from './locale-form';

/** The page `/settings/general`: how the portal speaks to the user, and how it writes their CSV files. */
@Component({
  selector: 'app-general-page',
  imports: [Card, CsvForm, Failure, LocaleForm, Skeleton, T],
  template: `
    @if (query.error()) {
      <app-failure [error]="query.error()" (retry)="query.reload()" />
    } @else {
      <ui-card [heading]="'account.general.locale' | t">
        @if (preferences(); as known) {
          <app-locale-form [preferences]="known" (saved)="query.reload()" />
        } @else {
          <ui-skeleton [label]="'app.loading' | t" [lines]="3" [height]="40" />
        }
      </ui-card>
      <ui-card [heading]="'account.general.csv' | t">
        @if (preferences(); as known) {
          <app-csv-form [preferences]="known" (saved)="query.reload()" />
        } @else {
          <ui-skeleton [label]="'app.loading' | t" [lines]="3" [height]="40" />
        }
      </ui-card>
    }
  `,
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GeneralPage {
  protected readonly query = liveQuery(GeneralSettingsDocument, () => ({}));

  protected readonly preferences = computed(() => {
    const viewer = this.query.value()?.viewer;
    return viewer?.__typename === 'UserViewer' ? viewer.preferences : undefined;
  });
}
