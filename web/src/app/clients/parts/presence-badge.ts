import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Presence } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { Lasting } from '../../core/time/lasting.pipe';
import { Badge, type Tone } from '../../ui/badge/badge';

const LOOKS: Record<Presence, { tone: Tone; word: PlainKey }> = {
  ONLINE: { tone: 'success', word: 'clients.presence.ONLINE' },
  STALE: { tone: 'warning', word: 'clients.presence.STALE' },
  OFFLINE: { tone: 'neutral', word: 'clients.presence.OFFLINE' },
};

/** Whether a client can be reached, and, while it can, for how long it has been online. */
@Component({
  selector: 'app-presence-badge',
  imports: [Badge, Lasting, T],
  template: `
    <ui-badge [tone]="look().tone">{{ look().word | t }}</ui-badge>
    @if (onlineSince(); as since) {
      <span class="numbers">{{ 'clients.for' | t: { span: (since | lasting) } }}</span>
    }
  `,
  styles: `
    span {
      margin-inline-start: 6px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 12px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PresenceBadge {
  readonly presence = input.required<Presence>();
  /** ISO 8601; null while it is offline. */
  readonly onlineSince = input.required<string | null>();

  protected readonly look = computed(() => LOOKS[this.presence()]);
}
