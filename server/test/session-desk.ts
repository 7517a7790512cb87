import type { Client } from '../src/clients/client.entity.ts';
import { CommandDelivery } from '../src/clients/command/command-delivery.ts';
import { Reader } from '../src/core/postgres/sql.ts';
import type { NewLicense } from '../src/license/license.service.ts';
import { verify } from '../src/operator/verify.ts';
import { make, type MadeClient } from './make.ts';
import { newTenant, type Tenant } from './tenant.ts';
import type { Answer, Api } from './use-api.ts';

const SESSION = `id isActive startedAt requestedAt endedAt confirmedAt endReason durationSeconds endsBy comment closing
  from { clientId alias isOwn } to { clientId alias isOwn }`;
const START = `mutation ($input: StartSessionInput!) { startSession(input: $input) { ${SESSION} } }`;
const END = `mutation ($input: EndSessionInput!) { endSession(input: $input) { ${SESSION} } }`;
const REPORT = `mutation ($input: ReportSessionsInput!) { reportSessions(input: $input) { close sessions { ${SESSION} } } }`;
const ACKNOWLEDGE = `mutation ($id: ID!, $result: CommandResult!) { acknowledgeCommand(id: $id, result: $result) { state } }`;
const CLOSE = `mutation ($id: ID!) { closeSession(id: $id) { ${SESSION} } }`;
const ONE = `query ($id: ID!) { session(id: $id) { ${SESSION} } }`;
const EVENTS = `{ events(last: 100) { nodes { type clientId sessionId data actor { kind id } } } }`;

/** A session as the API shows it. */
export interface Shown {
  readonly id: string;
  readonly isActive: boolean;
  readonly startedAt: string;
  readonly requestedAt: string;
  readonly endedAt: string | null;
  readonly confirmedAt: string;
  readonly endReason: string | null;
  readonly durationSeconds: number;
  readonly endsBy: string | null;
  readonly comment: string | null;
  readonly closing: string | null;
  readonly from: { clientId: string; alias: string | null; isOwn: boolean };
  readonly to: { clientId: string; alias: string | null; isOwn: boolean };
}

export interface ShownEvent {
  readonly type: string;
  readonly clientId: string | null;
  readonly sessionId: string | null;
  readonly data: Record<string, unknown>;
  readonly actor: { kind: string; id: string | null };
}

/** What a device lists of a session. */
export interface Listed {
  bootId?: string;
  localId: string;
  fromClientId: string;
  toClientId: string;
  sessionId?: string;
  startedAt?: string;
}

type Input = Record<string, unknown>;

/** An account with devices, whose sessions a spec is about. */
export interface Office extends Tenant {
  device(client?: Partial<Client>): Promise<MadeClient>;
}

/** What specs of sessions say and ask, in the words of the API. A device's boot is `b1` unless told otherwise. */
export const sessionDesk = (api: Api) => ({
  async office(license: Partial<NewLicense> = {}): Promise<Office> {
    const tenant = await newTenant(api, license);
    return { ...tenant, device: client => make(api.db).client({ accountId: tenant.accountId, ...client }) };
  },

  start: (device: MadeClient, input: Input) =>
    api.as<{ startSession: Shown }>(device, START, { input: { bootId: 'b1', localId: '1', ...input } }),

  end: (device: MadeClient, input: Input = {}) =>
    api.as<{ endSession: Shown }>(device, END, { input: { bootId: 'b1', localId: '1', ...input } }),

  report: (device: MadeClient, sessions: Listed[], input: Input = {}) =>
    api.as<{ reportSessions: { close: string[]; sessions: Shown[] } }>(device, REPORT, {
      input: { bootId: 'b1', sessions: sessions.map(session => ({ bootId: 'b1', ...session })), ...input },
    }),

  acknowledge: (device: MadeClient, id: string, result: 'CONFIRMED' | 'REJECTED' = 'CONFIRMED') =>
    api.as<{ acknowledgeCommand: { state: string } }>(device, ACKNOWLEDGE, { id, result }),

  close: ({ owner }: Tenant, id: string) => api.as<{ closeSession: Shown }>(owner, CLOSE, { id }),

  /** As `start`, for what must succeed. */
  async started(device: MadeClient, input: Input): Promise<Shown> {
    return granted(await this.start(device, input)).startSession;
  },

  async session({ owner }: Tenant, id: string): Promise<Shown | null> {
    return granted(await api.as<{ session: Shown | null }>(owner, ONE, { id })).session;
  },

  /** The newest events of the account, the oldest of them first. */
  async events({ owner }: Tenant, type?: string): Promise<ShownEvent[]> {
    const { events } = granted(await api.as<{ events: { nodes: ShownEvent[] } }>(owner, EVENTS));
    return events.nodes.filter(event => !type || event.type === type);
  },

  /** The commands that wait for a device, as a device without a socket fetches them; they are DELIVERED then. */
  async commands(device: MadeClient): Promise<{ id: string; kind: string; sessionId: string | null; data: object }[]> {
    const delivery = new CommandDelivery(new Reader(api.db), api.portal.services.ledger, () => api.now);
    return delivery.take({ ...device, kind: 'device', rights: new Set(), credential: '' });
  },

  /** Every counter in the database that is not what can be counted. */
  differences: () => verify(api.db),

  /** What the account's license and clients have taken: sessions, active devices, and the tally of active sessions. */
  async used(accountId: string): Promise<{ sessions: number; devices: number; active: number }> {
    const rows: { sessions: number; devices: number; active: number }[] = await api.db.query(
      `SELECT l.sessions_used AS sessions, l.active_devices_used AS devices, t.sessions_active AS active
       FROM license l JOIN account_tally t ON t.account_id = l.account_id WHERE l.account_id = $1`,
      [accountId],
    );
    return rows[0] as (typeof rows)[number];
  },
});

/** The data of an answer that has no errors. */
export function granted<Data>({ data, errors }: Answer<Data>): Data {
  if (!data || errors) throw new Error(`Refused: ${JSON.stringify(errors)}`);
  return data;
}

/** The codes by which an operation was refused, with the details of the first. */
export const refused = ({ errors = [] }: Answer<unknown>): { codes: string[]; details: object | undefined } => ({
  codes: errors.map(({ extensions }) => extensions.code),
  details: errors[0]?.extensions.details,
});
