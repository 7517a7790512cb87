import { granted, type Office, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';
import { CommandExpiry } from '../../clients/command/command-expiry.ts';
import { CommandService } from '../../clients/command/command.service.ts';

const DETAILS = /* GraphQL */ `
  query ($id: ID!) {
    session(id: $id) {
      closeRequest {
        state
        clientId
        requestedAt
        expiresAt
        finishedAt
      }
      heldBy {
        clientId
        presence
        lastSeenAt
      }
    }
  }
`;

interface Details {
  readonly closeRequest: Record<string, unknown> | null;
  readonly heldBy: { readonly clientId: string; readonly presence: string; readonly lastSeenAt: string | null }[];
}

describe('the details of a session', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  const detailsOf = async ({ owner }: Office, id: string): Promise<Details> =>
    granted(await api.as<{ session: Details }>(owner, DETAILS, { id })).session;

  it('say what became of the wish to close it, also where the device could not be reached', async () => {
    const office = await desk.office();
    const device = await office.device();
    const { id } = await desk.started(device, { toClientId: '987654321' });
    expect((await detailsOf(office, id)).closeRequest).toBeNull();

    const [asked, given] = [api.now, new Date(api.now.getTime() + 30_000)];
    await desk.close(office, id);
    const waiting = await detailsOf(office, id);
    api.now = given;
    await new CommandExpiry(api.db, api.portal.services.ledger, new CommandService(), () => api.now, fail).sweep();
    const givenUp = await detailsOf(office, id);

    const request = { clientId: device.clientId, requestedAt: asked.toISOString(), expiresAt: given.toISOString() };
    expect(waiting.closeRequest).toEqual({ ...request, state: 'QUEUED', finishedAt: null });
    expect(givenUp.closeRequest).toEqual({ ...request, state: 'EXPIRED', finishedAt: given.toISOString() });
  });

  it('say whose word it is that it goes on, as far as those are clients of the account', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const caller = await mine.device({ presence: 'STALE' as never, lastSeenAt: api.now });
    const called = await theirs.device();
    const { id } = await desk.started(caller, { toClientId: called.clientId });

    const held = { clientId: caller.clientId, presence: 'STALE', lastSeenAt: api.now.toISOString() };
    expect((await detailsOf(mine, id)).heldBy).toEqual([held]);
    expect((await detailsOf(theirs, id)).heldBy).toEqual([]);

    await desk.start(called, { fromClientId: caller.clientId });
    expect((await detailsOf(theirs, id)).heldBy.map(({ clientId }) => clientId)).toEqual([called.clientId]);
    await desk.end(caller);
    expect((await detailsOf(mine, id)).heldBy).toEqual([]);
  });
});
