import { CONFIGURATION, newSigningKey, publicOf, signedText } from '../test/account.ts';
import { FakeClock } from '../test/fake-clock.ts';
import { CommandDesk } from './commands.ts';
import { Conduct } from './custom/conduct.ts';
import { HeldSessions } from './held-sessions.ts';
import type { Command } from './operations.ts';

describe('a command', () => {
  const identity = { server: 'https://portal.example.com', clientId: '111111111', token: 't', hardwareId: 'h' };
  const clock = new FakeClock();
  const newDesk = (conduct = new Conduct()) => {
    const sessions = new HeldSessions(clock);
    const desk = new CommandDesk({ sessions, bootId: 'boot-1', now: () => clock.now(), conduct });
    return { sessions, desk, obey: (command: Partial<Command>) => desk.obey({ ...CLOSE, ...command }, identity) };
  };
  const CLOSE: Command = { id: 'c1', kind: 'CLOSE_SESSION', sessionId: '42', data: {} };

  it('to close a session ends it here', () => {
    const { sessions, obey } = newDesk();
    const held = sessions.hold({ sessionId: '42', fromClientId: '111111111', toClientId: '222222222' });

    expect(obey({})).toEqual({ result: 'CONFIRMED', ended: held });
    expect(sessions.all).toEqual([]);
  });

  it("to close a session finds it by the device's own key before the portal's id has arrived", () => {
    const { sessions, obey } = newDesk();
    const { localId } = sessions.hold({ fromClientId: '111111111', toClientId: '222222222' });

    expect(obey({ data: { bootId: 'boot-1', localId } }).result).toBe('CONFIRMED');
  });

  it('to close a session of an earlier start leaves the one of the same local id alone', () => {
    const { sessions, obey } = newDesk();
    const { localId } = sessions.hold({ sessionId: '43', fromClientId: '111111111', toClientId: '222222222' });

    expect(obey({ data: { bootId: 'boot-0', localId } }).result).toBe('REJECTED');
    expect(sessions.all.length).toBe(1);
  });

  it('to close a session that is not held is rejected', () => {
    expect(newDesk().obey({})).toEqual({ result: 'REJECTED' });
  });

  it('that comes twice is answered alike and done once', () => {
    const { sessions, obey } = newDesk();
    sessions.hold({ sessionId: '42', fromClientId: '111111111', toClientId: '222222222' });

    expect([obey({}), obey({})].map(({ result, ended }) => [result, ended?.sessionId])).toEqual([
      ['CONFIRMED', '42'],
      ['CONFIRMED', undefined],
    ]);
  });

  it('to take a session holds it', () => {
    const { sessions, obey } = newDesk();

    const { result, begun } = obey({ kind: 'INCOMING_SESSION', data: { fromClientId: '222222222' } });

    expect(result).toBe('CONFIRMED');
    expect(begun).toEqual(
      jasmine.objectContaining({ sessionId: '42', fromClientId: '222222222', toClientId: '111111111' }),
    );
    expect(sessions.all.map(({ sessionId }) => sessionId)).toEqual(['42']);
  });

  it('to take a session is rejected where none are taken', () => {
    const { sessions, obey } = newDesk(new Conduct({ refusesIncoming: true }));

    expect(obey({ kind: 'INCOMING_SESSION', data: { fromClientId: '222222222' } })).toEqual({ result: 'REJECTED' });
    expect(sessions.all).toEqual([]);
  });

  it('that names a new alias changes who the device is', () => {
    const { obey } = newDesk();

    const named = obey({ id: 'a', kind: 'SET_ALIAS', data: { alias: 'desk@ad' } });
    const unnamed = obey({ id: 'b', kind: 'SET_ALIAS', data: { alias: null } });

    expect(named.identity).toEqual({ ...identity, alias: 'desk@ad' });
    expect(unnamed.identity).toEqual(identity);
  });

  it('with a configuration that the account has signed is obeyed, and with any other rejected', () => {
    const key = newSigningKey();
    const { obey } = newDesk();
    const text = signedText([key], CONFIGURATION);
    const pinned = { ...identity, keys: publicOf(key) };
    const desk = newDesk().desk;

    expect(desk.obey({ ...CLOSE, kind: 'SET_CONFIG', data: { config: text } }, pinned)).toEqual({
      result: 'CONFIRMED',
      identity: { ...pinned, configuration: text },
    });
    expect(obey({ kind: 'SET_CONFIG', data: { config: text } })).toEqual({ result: 'REJECTED' });
  });

  it('that the device was removed is kept with its moment, and takes its name', () => {
    const command = { ...CLOSE, kind: 'REMOVED' };
    expect(newDesk().desk.obey(command, { ...identity, alias: 'desk@acme' }).identity).toEqual({
      ...identity,
      removedAt: '2026-11-23T09:00:00.000Z',
    });
  });

  it('that a session ends soon is foreseen for one that is held, and rejected for any other', () => {
    const { sessions, obey } = newDesk();
    const session = sessions.hold({ fromClientId: '111111111', toClientId: '222222222' });
    const endsBy = '2026-11-23T10:00:00.000Z';
    const soon = (localId: string, id: string) =>
      obey({ id, kind: 'SESSION_ENDS_SOON', data: { bootId: 'boot-1', localId, endsBy } });

    expect(soon(session.localId, 'a')).toEqual({ result: 'CONFIRMED', ending: { session, endsBy } });
    expect(soon('99', 'b')).toEqual({ result: 'REJECTED' });
    expect(sessions.all).toEqual([session]);
  });

  it('of a kind that only a newer agent knows is rejected', () => {
    expect(newDesk().obey({ kind: 'DANCE' })).toEqual({ result: 'REJECTED' });
  });
});
