import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ActivityPeopleDocument } from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { T } from '../core/i18n/t.pipe';
import { ChoiceFilter } from '../ui/filter/choice-filter';

/** Narrows the activity to that of some people of the account. For those who may see who they are. */
@Component({
  selector: 'app-person-filter',
  imports: [ChoiceFilter, T],
  template: `
    <ui-choice-filter
      [label]="'activity.person' | t"
      [options]="options()"
      [chosen]="people()"
      (chosenChange)="wish.emit($event)"
    />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonFilter {
  /** The ids of those who are chosen; none for everybody. */
  readonly people = input.required<readonly string[]>();
  readonly wish = output<readonly string[]>();

  private readonly query = liveQuery(ActivityPeopleDocument, () => ({}));
  /** Of a name that two have, the address tells which is which. */
  protected readonly options = computed(() => {
    const users = this.query.error() ? [] : (this.query.value()?.users ?? []);
    return users.map(({ id, name, email }) => ({ value: id, label: name, note: email }));
  });
}
