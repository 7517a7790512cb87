import { UserRole } from '../../src/account/user.entity.ts';
import { newCustomer } from '../customers.ts';
import { filesDesk } from '../files-desk.ts';
import { make } from '../make.ts';
import { granted, sessionDesk } from '../session-desk.ts';
import { supportDesk } from '../support-desk.ts';
import { newTenant, type Tenant } from '../tenant.ts';
import { newToken } from '../tokens.ts';
import type { Api } from '../use-api.ts';

const INVITE = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { id } }';
const BUY = 'mutation ($input: BuyNamespaceInput!) { buyNamespace(input: $input) { invoice { id } } }';

/** A thing of somebody's account, and those who may see it. */
export interface Thing {
  readonly tenant: Tenant;
  readonly id: string;
}

/** Makes one thing of each kind that an id of the API may stand for, each in a new account. */
export const thingsOf = (api: Api) => {
  const ofOwner = async (made: (tenant: Tenant) => Promise<string>): Promise<Thing> => {
    const tenant = await newTenant(api);
    return { tenant, id: await made(tenant) };
  };
  const client = ({ accountId }: Tenant) => make(api.db).client({ accountId });
  const files = filesDesk(api);
  const support = supportDesk(api);

  return {
    client: () => ofOwner(async tenant => (await client(tenant)).clientId),
    session: () =>
      ofOwner(async tenant => (await sessionDesk(api).started(await client(tenant), { toClientId: '987654321' })).id),
    customClient: () => ofOwner(async tenant => (await files.created(tenant)).id),
    link: () =>
      ofOwner(async tenant => {
        const { id: customClientId } = await files.created(tenant);
        return (await files.linked(tenant, { customClientId })).id;
      }),
    user: () => ofOwner(async ({ person }) => (await person(UserRole.VIEWER)).userId),
    signIn: () => ofOwner(({ owner }) => Promise.resolve(owner.signInId)),
    token: () => ofOwner(async ({ owner }) => (await newToken(api, owner)).id),
    invitation: () =>
      ofOwner(async ({ owner }) => {
        const input = { email: `new-${owner.email}`, role: 'VIEWER' };
        return granted(await api.as<{ inviteUser: { id: string } }>(owner, INVITE, { input })).inviteUser.id;
      }),
    ticket: () => ofOwner(async ({ owner }) => (await support.submitted(owner)).id),
    upload: () => ofOwner(({ owner }) => support.uploaded(owner)),
    attachment: () =>
      ofOwner(async ({ owner }) => {
        const id = await support.uploaded(owner);
        await support.submitted(owner, { attachments: [id] });
        return id;
      }),
    async invoice(): Promise<Thing> {
      const tenant = await newCustomer(api);
      const input = {
        name: `n${tenant.accountId.slice(-9).replaceAll('-', '')}`,
        maxAliases: 100,
        acceptedGrossCents: 11_424,
      };
      const answer = await api.as<{ buyNamespace: { invoice: { id: string } } }>(tenant.owner, BUY, { input });
      return { tenant, id: granted(answer).buyNamespace.invoice.id };
    },
  };
};

export type ThingKind = keyof ReturnType<typeof thingsOf>;

/** What each id stands for, by its operation and the way to it. An id of the caller's own making, and one that may be anybody's, say so. */
export const IDS: Readonly<Record<string, ThingKind | 'own' | 'anybody'>> = {
  'Query.client id': 'client',
  'Query.customClient id': 'customClient',
  'Query.invoice id': 'invoice',
  'Query.session id': 'session',
  'Query.ticket id': 'ticket',
  'Mutation.acknowledgeCommand id': 'own',
  'Mutation.buildCustomClient id': 'customClient',
  'Mutation.closeSession id': 'session',
  'Mutation.closeTicket id': 'ticket',
  'Mutation.createDownloadLink input.customClientId': 'customClient',
  'Mutation.deleteCustomClient id': 'customClient',
  'Mutation.dismissCloneSuspicion id': 'client',
  'Mutation.downloadAttachment id': 'attachment',
  'Mutation.downloadCustomClient id': 'customClient',
  'Mutation.duplicateCustomClient input.id': 'customClient',
  'Mutation.endSession input.bootId': 'own',
  'Mutation.endSession input.localId': 'own',
  'Mutation.endSignIn id': 'signIn',
  // Believed only where the machine is the same; specs of clones say so.
  'Mutation.enrollClient input.clientId': 'own',
  'Mutation.removeClient id': 'client',
  'Mutation.removeClientAlias id': 'client',
  'Mutation.removeClients ids.0': 'client',
  'Mutation.removeUser id': 'user',
  'Mutation.replyToTicket input.attachments.0': 'upload',
  'Mutation.replyToTicket input.id': 'ticket',
  'Mutation.reportPresence input.bootId': 'own',
  'Mutation.reportSessions input.bootId': 'own',
  'Mutation.reportSessions input.sessions.0.bootId': 'own',
  'Mutation.reportSessions input.sessions.0.fromClientId': 'anybody',
  'Mutation.reportSessions input.sessions.0.localId': 'own',
  'Mutation.reportSessions input.sessions.0.sessionId': 'own',
  'Mutation.reportSessions input.sessions.0.toClientId': 'anybody',
  'Mutation.revokeApiToken id': 'token',
  'Mutation.revokeDownloadLink id': 'link',
  'Mutation.setClientAlias id': 'client',
  'Mutation.setClientComment id': 'client',
  'Mutation.setClientComments ids.0': 'client',
  'Mutation.setSessionComment id': 'session',
  'Mutation.startSession input.bootId': 'own',
  'Mutation.startSession input.fromClientId': 'anybody',
  'Mutation.startSession input.localId': 'own',
  'Mutation.startSession input.toClientId': 'anybody',
  'Mutation.submitTicket input.attachments.0': 'upload',
  'Mutation.suspendUser id': 'user',
  'Mutation.unsuspendUser id': 'user',
  'Mutation.updateCustomClient input.id': 'customClient',
  'Mutation.updateUserRole input.id': 'user',
  'Mutation.withdrawInvitation id': 'invitation',
};
