import { useProcesses } from '../../test/another-process.ts';
import type { MadeClient } from '../../test/make.ts';
import { type Office, sessionDesk } from '../../test/session-desk.ts';
import { useApi } from '../../test/use-api.ts';

const STEPS = process.env['TEST_LONG'] === '1' ? 4000 : 200;
const AT_ONCE = 8;

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32), so that a storm can be had again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a storm of starts, reports, ends, closings, removals and losses', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const newProcess = useProcesses(api);

  it('leaves every counter as it can be counted, and every session ended at most once more than resumed', async () => {
    const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 2 ** 31);
    const random = chance(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const second = await newProcess();
    const offices: Office[] = [
      await desk.office({ maxSessions: 6, maxActiveDevices: 5 }),
      await desk.office({ maxSessions: 4, maxSessionLengthSeconds: 120 }),
      await desk.office(),
    ];
    const devices: { office: Office; device: MadeClient }[] = [];
    for (const office of offices) {
      for (let i = 0; i < 6; i++) devices.push({ office, device: await office.device() });
    }
    const otherEnd = (): string => (random() < 0.2 ? '987654321' : pick(devices).device.clientId);
    const localId = (): string => `${Math.floor(random() * 6)}`;
    const bootId = (): string => (random() < 0.8 ? 'b1' : 'b2');
    const listed = (mine: string): object => {
      const end = otherEnd();
      return random() < 0.6
        ? { bootId: bootId(), localId: localId(), fromClientId: mine, toClientId: end }
        : { bootId: bootId(), localId: localId(), fromClientId: end, toClientId: mine };
    };

    const steps: [weight: number, step: () => Promise<unknown>][] = [
      [30, () => desk.start(pick(devices).device, { bootId: bootId(), localId: localId(), toClientId: otherEnd() })],
      [10, () => desk.start(pick(devices).device, { bootId: bootId(), localId: localId(), fromClientId: otherEnd() })],
      [20, () => desk.end(pick(devices).device, { bootId: bootId(), localId: localId() })],
      [
        15,
        () => {
          const { device } = pick(devices);
          const list = Array.from({ length: Math.floor(random() * 5) }, () => listed(device.clientId));
          return desk.report(device, list as never, { bootId: bootId() });
        },
      ],
      [8, () => obey(pick(devices).device)],
      [5, () => closeOne(pick(offices))],
      [3, () => swept()],
      [1, () => remove(pick(devices))],
    ];
    const total = steps.reduce((sum, [weight]) => sum + weight, 0);
    const oneStep = (): Promise<unknown> => {
      let left = random() * total;
      for (const [weight, step] of steps) if ((left -= weight) < 0) return step();
      return Promise.resolve();
    };
    async function obey(device: MadeClient): Promise<void> {
      for (const { id } of await desk.commands(device)) {
        await desk.acknowledge(device, id, random() < 0.7 ? 'CONFIRMED' : 'REJECTED');
      }
    }
    async function closeOne(office: Office): Promise<void> {
      const { data } = await api.as<{ sessions: { nodes: { id: string }[] } }>(
        office.owner,
        '{ sessions(filter: { isActive: true }, first: 5) { nodes { id } } }',
      );
      const nodes = data?.sessions.nodes ?? [];
      if (nodes.length > 0) await desk.close(office, pick(nodes).id);
    }
    async function swept(): Promise<void> {
      api.now = new Date(api.now.getTime() + 50_000);
      await Promise.all([api, second].map(({ portal }) => portal.services.sessions.sweeper.sweep()));
    }
    async function remove({ office, device }: { office: Office; device: MadeClient }): Promise<void> {
      await api.as(office.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: device.clientId });
    }

    const faults: string[] = [];
    for (let i = 0; i < STEPS; i += AT_ONCE) {
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, oneStep));
      faults.push(...answers.map(answer => JSON.stringify({ answer })).filter(answer => answer.includes('INTERNAL')));
    }

    const [log]: { starts: number; most: number }[] = await api.db.query(
      `SELECT count(*) FILTER (WHERE type = 'SESSION_STARTED')::int AS starts,
         coalesce(max(balance), 0)::int AS most
       FROM (SELECT type, sum(CASE type WHEN 'SESSION_ENDED' THEN 1 WHEN 'SESSION_RESUMED' THEN -1 ELSE 0 END)
               OVER (PARTITION BY account_id, session_id ORDER BY seq) AS balance
             FROM event WHERE session_id IS NOT NULL) told`,
    );
    const [halves]: { count: number }[] = await api.db.query(
      `SELECT count(*)::int AS count FROM session s JOIN session o ON o.account_id = s.other_account_id AND o.id = s.id
       WHERE s.end_reason IS DISTINCT FROM o.end_reason OR s.ended_at IS DISTINCT FROM o.ended_at`,
    );
    expect(faults).withContext(`STORM_SEED=${seed}`).toEqual([]);
    expect(await desk.differences())
      .withContext(`STORM_SEED=${seed}`)
      .toEqual([]);
    expect(halves?.count).withContext(`STORM_SEED=${seed}`).toBe(0);
    expect(log?.most).withContext(`STORM_SEED=${seed}`).toBe(1);
    expect(log?.starts).toBeGreaterThan(10);
  });
});
