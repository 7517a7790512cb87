import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import type { ListAddress } from '../../core/list/list-address';
import { SpanFilter } from '../../core/span/span-filter';
import { ChoiceFilter } from '../../ui/filter/choice-filter';
import { SearchField } from '../../ui/search-field/search-field';
import { Toolbar } from '../../ui/toolbar/toolbar';
import { END_REASONS } from '../parts/end-reasons';
import { ClientFilter } from './client-filter';
import { DIRECTIONS, STATES, type SessionFilterValues } from './session-filter';

/** The search and the filters of the session log. */
@Component({
  selector: 'app-session-filters',
  imports: [ChoiceFilter, ClientFilter, SearchField, SpanFilter, T, Toolbar],
  templateUrl: './session-filters.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionFilters {
  private readonly texts = inject(Texts);

  readonly address = input.required<ListAddress<SessionFilterValues, string>>();

  protected readonly values = computed(() => this.address().filters());
  protected readonly directions = computed(() =>
    DIRECTIONS.map(value => ({ value, label: this.texts.get(`sessions.direction.${value}`) })),
  );
  protected readonly states = computed(() =>
    STATES.map(value => ({ value, label: this.texts.get(`sessions.state.${value}`) })),
  );
  protected readonly reasons = computed(() =>
    END_REASONS.map(value => ({ value, label: this.texts.get(`sessions.reason.${value}`) })),
  );
}
