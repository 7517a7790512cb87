import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type ClientFacetsQuery, ClientFacetsDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import type { ListAddress } from '../../core/list/list-address';
import type { ValuesOf } from '../../core/list/url-state';
import { ChoiceFilter } from '../../ui/filter/choice-filter';
import { SearchField } from '../../ui/search-field/search-field';
import { Toolbar } from '../../ui/toolbar/toolbar';
import { PLATFORMS, PLATFORM_NAMES } from '../../core/platform/platform-names';
import { type CLIENT_FILTERS, PRESENCES, UNSEEN_DAYS, filterOf } from './client-filter';

type Facets = ClientFacetsQuery['clientFacets'];

/** The search and the filters of the list of clients; each option says how many clients it would leave. */
@Component({
  selector: 'app-client-filters',
  imports: [ChoiceFilter, SearchField, T, Toolbar],
  templateUrl: './client-filters.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientFilters {
  private readonly texts = inject(Texts);

  readonly address = input.required<ListAddress<ValuesOf<typeof CLIENT_FILTERS>, string>>();

  protected readonly values = computed(() => this.address().filters());
  protected readonly facets = liveQuery(ClientFacetsDocument, () => ({ filter: filterOf(this.values()) }));

  protected readonly presences = computed(() =>
    PRESENCES.map(value => ({
      value,
      label: this.texts.get(`clients.presence.${value}`),
      note: this.note(this.counted()?.presence.find(({ presence }) => presence === value)?.clients),
    })),
  );
  protected readonly platforms = computed(() =>
    PLATFORMS.map(value => ({
      value,
      label: PLATFORM_NAMES[value] ?? this.texts.get('clients.other-platform'),
      note: this.note(this.counted()?.platforms.find(({ platform }) => platform === value)?.clients),
    })),
  );
  /** A version that is chosen stays an option, also where no client has it any more. */
  protected readonly versions = computed(() => {
    const counted = this.counted()?.versions ?? [];
    const lost = this.values().version.filter(version => !counted.some(known => known.version === version));
    return [...lost.map(version => ({ version, clients: 0 })), ...counted].map(({ version, clients }) => ({
      value: version,
      label: version,
      note: this.note(clients),
    }));
  });
  protected readonly spans = computed(() =>
    UNSEEN_DAYS.map(count => ({ value: String(count), label: this.texts.get('clients.unseen-days', { count }) })),
  );
  protected readonly copies = computed(() => [
    { value: 'suspected' as const, label: this.texts.get('clients.copies-suspected') },
  ]);

  /** What was counted last, while it is counted anew. */
  private readonly counted = computed<Facets | undefined>(() =>
    this.facets.error() ? undefined : this.facets.value()?.clientFacets,
  );

  private note(count: number | undefined): string {
    return this.counted() ? this.texts.number(count ?? 0) : '';
  }
}
