import { Cable } from '../test/cable.ts';
import { useDevices } from '../test/devices.ts';
import { eventually } from '../test/eventually.ts';
import { FakeClock } from '../test/fake-clock.ts';
import { Conduct } from './custom/conduct.ts';
import { NotConnected, type Refusal } from './refusal.ts';

const CLOSE = 'mutation ($id: ID!) { closeSession(id: $id) { id } }';
const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id } }';

describe('a device', () => {
  const devices = useDevices();
  const cables: Cable[] = [];
  const newCable = async (): Promise<Cable> => {
    const cable = await Cable.to(devices.portal().port);
    cables.push(cable);
    return cable;
  };
  afterEach(async () => {
    for (const cable of cables.splice(0)) await cable.close();
  });

  it('is online while it is connected, and no longer once it has said goodbye', async () => {
    const desk = await devices.connected();
    expect(await devices.presenceOf(desk)).toBe('ONLINE');

    await desk.device.stop();

    expect(await desk.stopped).toBe('stopped');
    await eventually(async () => (await devices.presenceOf(desk)) !== 'ONLINE');
  });

  it('never writes its token to the log', async () => {
    const desk = await devices.connected();

    expect(desk.lines.length).toBeGreaterThan(0);
    expect(desk.lines.join('\n')).not.toContain(desk.device.identity.token);
  });

  it('that the portal does not know stops at once', async () => {
    const identity = await devices.enroll();

    const { stopped } = devices.run({ ...identity, token: `${identity.token}x` });

    expect(await stopped).toBe('unauthenticated');
  });

  it('gives way to a newer connection of the same identity', async () => {
    const first = await devices.connected();

    const second = devices.run(first.device.identity);
    await eventually(() => second.device.isConnected);

    expect(await first.stopped).toBe('superseded');
    expect(second.device.isConnected).toBeTrue();
  });

  it('that is removed from the account stops and knows it', async () => {
    const desk = await devices.connected();

    await devices.portal().ask(REMOVE, { id: desk.device.identity.clientId });

    expect(await desk.stopped).toBe('removed');
  });

  it('that was removed while it was away knows it when it comes back', async () => {
    const identity = { ...(await devices.enroll()), alias: 'desk@acme' };
    await devices.portal().ask(REMOVE, { id: identity.clientId });

    const desk = devices.run(identity);

    expect(await desk.stopped).toBe('removed');
    expect(desk.kept.map(({ alias, removedAt }) => [alias, removedAt !== undefined])).toEqual([[undefined, true]]);
  });

  it('comes back by itself when its connection is cut', async () => {
    const cable = await newCable();
    const desk = await devices.connected({ server: cable.url });

    cable.cut();
    await eventually(() => !desk.device.isConnected);

    await eventually(() => desk.device.isConnected);
    expect(await devices.presenceOf(desk)).toBe('ONLINE');
  });

  it('notices a server that has gone without a word', async () => {
    const cable = await newCable();
    const clock = new FakeClock();
    const desk = await devices.connected({ server: cable.url, clock });
    cable.goSilent();

    clock.pass(25_000);
    await eventually(() => desk.lines.some(line => line.includes('the server was silent for 25 s')));
    cable.speakAgain();
    clock.pass(500);

    await eventually(() => desk.device.isConnected);
  });

  it('outlives a crash of the portal, and so does its session', async () => {
    const desk = await devices.connected();
    const { sessionId } = await desk.device.startSession('987654321');

    await devices.portal().crashAndRestart();
    await eventually(() => desk.lines.filter(line => line.includes(' connected ')).length === 2);

    expect((await devices.sessionAt(sessionId)).isActive).toBeTrue();
  });

  describe('in a session', () => {
    it('is shown by the portal until it ends it, with its comment', async () => {
      const { device } = await devices.connected();
      const { localId, sessionId } = await device.startSession('987654321');
      expect((await devices.sessionAt(sessionId)).isActive).toBeTrue();

      expect(await device.endSession(localId, 'printer prints')).toBeTrue();

      expect(await devices.sessionAt(sessionId)).toEqual(
        jasmine.objectContaining({ isActive: false, endReason: 'CLOSED_BY_PEER', comment: 'printer prints' }),
      );
      expect(await device.endSession(localId)).toBeFalse();
    });

    it('ends it when the portal closes it', async () => {
      const { device } = await devices.connected();
      const { sessionId } = await device.startSession('987654321');

      await devices.portal().ask(CLOSE, { id: sessionId });

      await eventually(() => device.sessions.length === 0);
      const ended = await eventually(async () => {
        const session = await devices.sessionAt(sessionId);
        return !session.isActive && session;
      });
      expect(ended.endReason).toBe('CLOSED_BY_PORTAL');
    });

    it('keeps it over a lost connection', async () => {
      const cable = await newCable();
      const { device } = await devices.connected({ server: cable.url });
      const { sessionId } = await device.startSession('987654321');

      cable.cut();
      await eventually(() => !device.isConnected);
      await eventually(() => device.isConnected);

      expect(device.sessions.map(session => session.sessionId)).toEqual([sessionId]);
      expect((await devices.sessionAt(sessionId)).isActive).toBeTrue();
    });

    it('tells an end without connection, and its comment, as soon as there is one', async () => {
      const cable = await newCable();
      const { device } = await devices.connected({ server: cable.url });
      const { localId, sessionId } = await device.startSession('987654321');
      cable.cut();
      await eventually(() => !device.isConnected);

      await device.endSession(localId, 'line was cut');
      await eventually(() => device.isConnected);

      expect(await devices.sessionAt(sessionId)).toEqual(
        jasmine.objectContaining({ isActive: false, comment: 'line was cut' }),
      );
    });

    it('ends it when it is told to stop', async () => {
      const { device } = await devices.connected();
      const { sessionId } = await device.startSession('987654321');

      await device.stop();

      expect((await devices.sessionAt(sessionId)).endReason).toBe('CLOSED_BY_PEER');
    });

    it('to a malformed number holds nothing', async () => {
      const { device } = await devices.connected();

      const error: unknown = await device.startSession('12').catch((thrown: unknown) => thrown);

      expect((error as Refusal).code).toBe('BAD_USER_INPUT');
      expect(device.sessions).toEqual([]);
    });

    it('without a connection holds nothing', async () => {
      const { device } = devices.run(await devices.enroll());

      await expectAsync(device.startSession('987654321')).toBeRejectedWithError(NotConnected);
      expect(device.sessions).toEqual([]);
    });
  });

  describe('that is called', () => {
    it('holds the session too, until the caller ends it', async () => {
      const [caller, called] = [await devices.connected(), await devices.connected()];

      const { localId, sessionId } = await caller.device.startSession(called.device.identity.clientId);
      const [held] = await eventually(() => called.device.sessions.length > 0 && called.device.sessions);
      expect(held).toEqual(jasmine.objectContaining({ sessionId, fromClientId: caller.device.identity.clientId }));

      await caller.device.endSession(localId);
      await eventually(() => called.device.sessions.length === 0);
    });

    it('can end the session itself', async () => {
      const [caller, called] = [await devices.connected(), await devices.connected()];
      const { sessionId } = await caller.device.startSession(called.device.identity.clientId);
      await eventually(() => called.device.sessions.length > 0);

      await called.device.endSession(sessionId ?? '');

      await eventually(async () => !(await devices.sessionAt(sessionId)).isActive);
      await eventually(() => caller.device.sessions.length === 0);
    });

    it('takes no session where it refuses them', async () => {
      const [caller, called] = [
        await devices.connected(),
        await devices.connected({ conduct: new Conduct({ refusesIncoming: true }) }),
      ];

      await caller.device.startSession(called.device.identity.clientId);
      await eventually(() => called.lines.some(line => line.includes('result=REJECTED')));

      expect(called.device.sessions).toEqual([]);
    });
  });
});
