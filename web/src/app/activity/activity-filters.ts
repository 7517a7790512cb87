import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Viewer } from '../core/auth/viewer';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import type { ListAddress } from '../core/list/list-address';
import { SpanFilter } from '../core/span/span-filter';
import { ChoiceFilter } from '../ui/filter/choice-filter';
import { Toolbar } from '../ui/toolbar/toolbar';
import { type ActivityFilterValues, SCOPES } from './activity-filter';
import { AREAS } from './areas';
import { PersonFilter } from './person-filter';

/** The filters of the activity. */
@Component({
  selector: 'app-activity-filters',
  imports: [ChoiceFilter, PersonFilter, SpanFilter, T, Toolbar],
  templateUrl: './activity-filters.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActivityFilters {
  private readonly texts = inject(Texts);
  protected readonly viewer = inject(Viewer);

  readonly address = input.required<ListAddress<ActivityFilterValues, string>>();

  protected readonly values = computed(() => this.address().filters());
  /** Taken away, either choice leaves the other one. */
  protected readonly otherScope = computed(() => (this.values().scope === 'people' ? 'all' : 'people'));
  protected readonly scopes = computed(() =>
    SCOPES.map(value => ({ value, label: this.texts.get(`activity.scope.${value}`) })),
  );
  protected readonly areas = computed(() =>
    AREAS.map(value => ({ value, label: this.texts.get(`activity.area.${value}`) })),
  );
}
