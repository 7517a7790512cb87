import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { grouped } from '../core/client-name';
import type { DeedFragment } from '../core/graphql/generated';
import { T } from '../core/i18n/t.pipe';

/** Who did something: the name, else what it was; below, what it was and the address that it came from. */
@Component({
  selector: 'app-actor-name',
  imports: [T],
  template: `
    @if (name(); as name) {
      <bdi>{{ name }}</bdi>
    } @else {
      {{ kind() | t }}
    }
    <small class="below">
      @if (name() && actor().kind !== 'USER') {
        {{ kind() | t }}
      }
      @if (actor().ip; as ip) {
        <bdi class="numbers">{{ ip }}</bdi>
      }
    </small>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActorName {
  readonly actor = input.required<DeedFragment['actor']>();

  protected readonly kind = computed(() => `activity.actor.${this.actor().kind}` as const);
  protected readonly name = computed(() => {
    const { kind, id, name } = this.actor();
    return kind === 'DEVICE' && id ? grouped(id) : name;
  });
}
