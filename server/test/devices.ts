import { randomUUID } from 'node:crypto';
import { CommandKind } from '../src/clients/command.type.ts';
import { SYSTEM } from '../src/events/actor.ts';
import type { Tenant } from './tenant.ts';
import type { Answer, Api } from './use-api.ts';

/** What a device signs in with. */
export interface Device {
  readonly clientId: string;
  readonly token: string;
}

interface Enrolled {
  readonly enrollClient: { readonly token: string; readonly client: { readonly id: string } };
}

const ENROLL = /* GraphQL */ `
  mutation ($input: EnrollClientInput!) {
    enrollClient(input: $input) {
      token
      client {
        id
      }
    }
  }
`;

/** Lets a new machine enroll in the account, saying of itself what `input` says. */
export function enroll(api: Api, { licenseKey: key }: Tenant, input: object = {}): Promise<Answer<Enrolled>> {
  return api.as<Enrolled>(null, ENROLL, { input: { key, hardwareId: randomUUID(), platform: 'LINUX', ...input } });
}

/** As `enroll`, for a device that is let in. */
export async function enrolled(api: Api, tenant: Tenant, input: object = {}): Promise<Device> {
  const { data, errors } = await enroll(api, tenant, input);
  if (!data) throw new Error(`Not enrolled: ${JSON.stringify(errors)}`);
  return { clientId: data.enrollClient.client.id, token: data.enrollClient.token };
}

/** A client as its account's owner sees it; null where there is none. */
export interface SeenClient {
  readonly id: string;
  readonly alias: string | null;
  readonly platform: string;
  readonly hostName: string | null;
  readonly version: string | null;
  readonly presence: string;
  readonly onlineSince: string | null;
  readonly lastSeenAt: string | null;
  readonly clockSkewSeconds: number | null;
  readonly suspectedCloneAt: string | null;
}

const CLIENT = /* GraphQL */ `
  query ($id: ID!) {
    client(id: $id) {
      id
      alias
      platform
      hostName
      version
      presence
      onlineSince
      lastSeenAt
      clockSkewSeconds
      suspectedCloneAt
    }
  }
`;

export async function clientOf(api: Api, { owner }: Tenant, id: string): Promise<SeenClient | null | undefined> {
  return (await api.as<{ client: SeenClient | null }>(owner, CLIENT, { id })).data?.client;
}

export const presenceOf = async (api: Api, tenant: Tenant, { clientId }: Device): Promise<string | undefined> =>
  (await clientOf(api, tenant, clientId))?.presence;

/** Waits until the client is shown in this state. */
export async function untilShown(api: Api, tenant: Tenant, device: Device, presence: string): Promise<void> {
  while ((await presenceOf(api, tenant, device)) !== presence) await new Promise(resolve => setTimeout(resolve, 5));
}

/** What the account's log says of the client: the types of event, in order. */
export async function logOf(api: Api, { accountId }: Tenant, clientId: string): Promise<string[]> {
  const rows: { type: string }[] = await api.db.query(
    'SELECT type FROM event WHERE account_id = $1 AND client_id = $2 ORDER BY seq',
    [accountId, clientId],
  );
  return rows.map(({ type }) => type);
}

/** The counters of the account. */
export async function tallyOf(
  api: Api,
  { accountId }: Tenant,
): Promise<{ clients: number; online: number; seats: number }> {
  const [row]: { clients: number; online: number; seats: number }[] = await api.db.query(
    `SELECT t.clients, t.clients_online AS online, l.clients_used AS seats
     FROM account_tally t JOIN license l ON l.account_id = t.account_id WHERE t.account_id = $1`,
    [accountId],
  );
  if (!row) throw new Error('There is no such account');
  return row;
}

/** Lets time pass. */
export function pass(api: Api, seconds: number): void {
  api.now = new Date(api.now.getTime() + seconds * 1000);
}

/** Gives the device a command that holds for a minute, unless told otherwise. Answers its id. */
export async function queueCommand(
  { portal, now }: Api,
  { accountId }: Tenant,
  { clientId }: Device,
  { kind = CommandKind.SET_CONFIG, data = {}, seconds = 60 } = {},
): Promise<string> {
  const { ledger, ofClients } = portal.services;
  const expiresAt = new Date(now.getTime() + seconds * 1000);
  const command = { accountId, clientId, kind, data, expiresAt, actor: SYSTEM };
  return (await ledger.write(accountId, entry => ofClients.commands.queue(entry, command))).id;
}
