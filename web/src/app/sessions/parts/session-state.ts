import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CommandState, SessionEndReason } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { Badge, type Tone } from '../../ui/badge/badge';

/** What it takes to say how a session stands. */
export interface Standing {
  readonly isActive: boolean;
  readonly closing: CommandState | null;
  readonly endReason: SessionEndReason | null;
}

/** Whether a wish to close still waits for the device. */
export const isClosing = ({ isActive, closing }: Standing): boolean =>
  isActive && (closing === 'QUEUED' || closing === 'DELIVERED');

/** Whether a session goes on, is being closed, or has ended. */
@Component({
  selector: 'app-session-state',
  imports: [Badge, T],
  template: '<ui-badge [tone]="look().tone">{{ look().word | t }}</ui-badge>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionState {
  readonly session = input.required<Standing>();

  protected readonly look = computed<{ tone: Tone; word: PlainKey }>(() => {
    const session = this.session();
    if (isClosing(session)) return { tone: 'warning', word: 'sessions.closing' };
    if (session.isActive) return { tone: 'success', word: 'sessions.active' };
    return { tone: session.endReason === 'DEVICE_LOST' ? 'danger' : 'neutral', word: 'sessions.ended' };
  });
}
