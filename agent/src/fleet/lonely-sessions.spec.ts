import type { HeldSession } from '../held-sessions.ts';
import { LonelySessions, type SessionHolder } from './lonely-sessions.ts';

describe('a session whose caller has crashed', () => {
  const session = (sessionId?: string): HeldSession => ({
    localId: '1',
    fromClientId: '111111111',
    toClientId: '222222222',
    startedAt: new Date(0),
    ...(sessionId && { sessionId }),
  });
  const caller = (...sessions: HeldSession[]): SessionHolder => ({ identity: { clientId: '111111111' }, sessions });
  const called = (...sessions: HeldSession[]): SessionHolder => ({ identity: { clientId: '222222222' }, sessions });
  const ids = (lonely: LonelySessions, holders: SessionHolder[], nowMs: number): string[] =>
    lonely.givenUp(holders, nowMs).map(({ id }) => id);

  it('is given up by the called end after 25 s', () => {
    const lonely = new LonelySessions();
    const holders = [caller(), called(session('42'))];

    expect([0, 24_999, 25_000].map(nowMs => ids(lonely, holders, nowMs))).toEqual([[], [], ['42']]);
  });

  it('goes on where the caller is back in time', () => {
    const lonely = new LonelySessions();
    ids(lonely, [called(session('42'))], 0);
    ids(lonely, [caller(session('42')), called(session('42'))], 20_000);

    expect(ids(lonely, [called(session('42'))], 30_000)).toEqual([]);
  });

  it('is none while both ends hold it, nor before the portal has named it', () => {
    const lonely = new LonelySessions();
    const holders = [caller(session('42'), session()), called(session('42'))];

    expect([0, 60_000].map(nowMs => ids(lonely, holders, nowMs))).toEqual([[], []]);
  });
});
