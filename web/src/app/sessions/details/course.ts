import type { SessionDetailsFragment } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import type { Tone } from '../../ui/badge/badge';
import type { IconName } from '../../ui/icon/icon-names';

/** One step of a session, with the keys of its texts. */
export interface Step {
  readonly id: string;
  readonly at: string;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly key: PlainKey;
}

const CLOSE_ENDS: Partial<Record<string, { key: PlainKey; tone: Tone }>> = {
  CONFIRMED: { key: 'sessions.course.confirmed', tone: 'success' },
  REJECTED: { key: 'sessions.course.rejected', tone: 'warning' },
  EXPIRED: { key: 'sessions.course.expired', tone: 'warning' },
};

/** What happened to a session, the latest first. */
export function courseOf(session: SessionDetailsFragment): Step[] {
  const { requestedAt, startedAt, endedAt, endReason, closeRequest } = session;
  const steps: Step[] = [
    { id: 'requested', at: requestedAt, icon: 'clock', tone: 'neutral', key: 'sessions.course.requested' },
    { id: 'started', at: startedAt, icon: 'arrow-right', tone: 'success', key: 'sessions.course.started' },
  ];
  if (closeRequest) {
    steps.push({ id: 'close', at: closeRequest.requestedAt, icon: 'x', tone: 'neutral', key: 'sessions.course.close' });
    const end = CLOSE_ENDS[closeRequest.state];
    if (end && closeRequest.finishedAt) steps.push({ id: 'answer', at: closeRequest.finishedAt, icon: 'info', ...end });
  }
  if (endedAt) {
    const tone: Tone = endReason === 'DEVICE_LOST' ? 'danger' : 'neutral';
    steps.push({ id: 'ended', at: endedAt, icon: 'check', tone, key: 'sessions.course.ended' });
  }
  // Of one moment, what comes later in the life of a session is the later.
  return steps
    .map((step, index) => ({ step, index }))
    .sort((one, other) => Date.parse(other.step.at) - Date.parse(one.step.at) || other.index - one.index)
    .map(({ step }) => step);
}
