import { Right } from '../../src/core/viewer.ts';

/** The rights that an operation needs, all of them; or that anyone may call it, a stranger too. */
export type Decision = readonly Right[] | 'anyone';

const READ_CLIENTS = [Right.CLIENTS_READ];
const WRITE_CLIENTS = [Right.CLIENTS_WRITE];
const READ_SESSIONS = [Right.SESSIONS_READ];
const READ_FILES = [Right.FILES_READ];
const WRITE_FILES = [Right.FILES_WRITE];
const READ_TICKETS = [Right.TICKETS_READ];
const WRITE_TICKETS = [Right.TICKETS_WRITE];
const LIVE = [Right.CLIENTS_READ, Right.SESSIONS_READ];
const KEY = [Right.LICENSE_READ, Right.LICENSE_KEY];
const ACCOUNT = [Right.ACCOUNT_READ, Right.ACCOUNT_WRITE];
const MYSELF = [Right.USER];
const PEOPLE = [Right.USER, Right.PEOPLE];
const DEVICE = [Right.DEVICE];

/**
 * Who may call what, decided here once more and apart from the resolvers: an operation without a decision, or one that
 * lets in other people than it says here, fails the specs.
 */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  'Query.account': [Right.ACCOUNT_READ],
  'Query.apiTokens': [Right.TOKENS],
  'Query.client': READ_CLIENTS,
  'Query.clientFacets': READ_CLIENTS,
  'Query.clients': READ_CLIENTS,
  'Query.connectTemplate': READ_CLIENTS,
  'Query.customClient': READ_FILES,
  'Query.customClients': READ_FILES,
  'Query.dashboard': LIVE,
  'Query.documents': READ_FILES,
  'Query.events': [Right.EVENTS_READ],
  'Query.invitations': [Right.PEOPLE],
  'Query.invoice': [Right.INVOICES_READ],
  'Query.invoices': [Right.INVOICES_READ],
  'Query.isSignUpOpen': 'anyone',
  'Query.license': [Right.LICENSE_READ],
  'Query.namespaceOffer': [Right.LICENSE_READ],
  'Query.openInvitation': 'anyone',
  'Query.productOffers': [Right.LICENSE_READ],
  'Query.session': READ_SESSIONS,
  'Query.sessions': READ_SESSIONS,
  'Query.signIns': MYSELF,
  'Query.signingKeys': READ_FILES,
  'Query.stockClient': READ_FILES,
  'Query.ticket': READ_TICKETS,
  'Query.tickets': READ_TICKETS,
  'Query.users': [Right.PEOPLE],
  'Query.viewer': 'anyone',

  'Mutation.acceptInvitation': 'anyone',
  'Mutation.acknowledgeCommand': DEVICE,
  'Mutation.beginTotp': MYSELF,
  'Mutation.buildCustomClient': WRITE_FILES,
  'Mutation.buyNamespace': [Right.CONTRACT],
  'Mutation.changeNextProduct': [Right.CONTRACT],
  'Mutation.changePassword': MYSELF,
  'Mutation.closeSession': [Right.SESSIONS_WRITE],
  'Mutation.closeTicket': WRITE_TICKETS,
  'Mutation.completeSignUp': 'anyone',
  'Mutation.confirmTotp': MYSELF,
  'Mutation.createApiToken': [Right.USER, Right.TOKENS],
  'Mutation.createCustomClient': WRITE_FILES,
  'Mutation.createDownloadLink': WRITE_FILES,
  'Mutation.createFirstAccount': 'anyone',
  'Mutation.deleteCustomClient': WRITE_FILES,
  'Mutation.disableTotp': MYSELF,
  'Mutation.dismissCloneSuspicion': WRITE_CLIENTS,
  'Mutation.downloadAttachment': READ_TICKETS,
  'Mutation.downloadCustomClient': READ_FILES,
  'Mutation.duplicateCustomClient': WRITE_FILES,
  'Mutation.endOtherSignIns': MYSELF,
  'Mutation.endSession': DEVICE,
  'Mutation.endSignIn': MYSELF,
  'Mutation.enrollClient': 'anyone',
  'Mutation.exportClients': READ_CLIENTS,
  'Mutation.exportEvents': [Right.EVENTS_READ],
  'Mutation.exportSessions': READ_SESSIONS,
  'Mutation.inviteUser': PEOPLE,
  'Mutation.removeClient': WRITE_CLIENTS,
  'Mutation.removeClientAlias': WRITE_CLIENTS,
  'Mutation.removeClients': WRITE_CLIENTS,
  'Mutation.removeUser': PEOPLE,
  'Mutation.renewRecoveryCodes': MYSELF,
  'Mutation.replyToTicket': WRITE_TICKETS,
  'Mutation.reportPresence': DEVICE,
  'Mutation.reportSessions': DEVICE,
  'Mutation.requestPasswordReset': 'anyone',
  'Mutation.requestSignUp': 'anyone',
  'Mutation.resetLicenseKey': KEY,
  'Mutation.resetPassword': 'anyone',
  'Mutation.revealLicenseKey': KEY,
  'Mutation.revokeApiToken': [Right.TOKENS],
  'Mutation.revokeDownloadLink': WRITE_FILES,
  'Mutation.rotateSigningKey': WRITE_FILES,
  'Mutation.setClientAlias': WRITE_CLIENTS,
  'Mutation.setClientComment': WRITE_CLIENTS,
  'Mutation.setClientComments': WRITE_CLIENTS,
  'Mutation.setConnectTemplate': WRITE_CLIENTS,
  'Mutation.setSessionComment': [Right.SESSIONS_WRITE],
  'Mutation.signIn': 'anyone',
  'Mutation.signOut': 'anyone',
  'Mutation.startSession': DEVICE,
  'Mutation.submitTicket': WRITE_TICKETS,
  'Mutation.suspendUser': PEOPLE,
  'Mutation.terminateContract': [Right.CONTRACT],
  'Mutation.unsuspendUser': PEOPLE,
  'Mutation.updateContact': ACCOUNT,
  'Mutation.updateCustomClient': WRITE_FILES,
  'Mutation.updatePaymentMethod': ACCOUNT,
  'Mutation.updatePreferences': MYSELF,
  'Mutation.updateUserRole': PEOPLE,
  'Mutation.upgradeLicense': [Right.CONTRACT],
  'Mutation.verifySecondFactor': 'anyone',
  'Mutation.withdrawInvitation': PEOPLE,
  'Mutation.withdrawTermination': [Right.CONTRACT],

  'Subscription.clientChanged': READ_CLIENTS,
  'Subscription.commands': DEVICE,
  'Subscription.customClientChanged': READ_FILES,
  'Subscription.dashboardChanged': LIVE,
  'Subscription.events': [Right.EVENTS_READ],
  'Subscription.sessionChanged': READ_SESSIONS,
  'Subscription.ticketChanged': READ_TICKETS,

  // Fields that need more than what leads to them.
  'Account.license': [Right.LICENSE_READ],
  'Client.aliases': READ_CLIENTS,
  'Client.connectUrl': READ_CLIENTS,
  'Client.customClient': READ_FILES,
  'Client.lastSessions': READ_SESSIONS,
  'Session.closeRequest': READ_SESSIONS,
  'Session.heldBy': READ_SESSIONS,
  'User.hasSecondFactor': [Right.PEOPLE],
  'User.lastSeenAt': [Right.PEOPLE],
};

/** The rights with which things of a type are seen. Who may write something sees what they wrote. */
export const SEEN_WITH: Readonly<Record<string, readonly Right[]>> = {
  Account: [Right.ACCOUNT_READ],
  ApiToken: [Right.TOKENS],
  Client: READ_CLIENTS,
  CustomClient: READ_FILES,
  Dashboard: LIVE,
  DownloadLink: READ_FILES,
  Event: [Right.EVENTS_READ],
  Invitation: [Right.PEOPLE],
  Invoice: [Right.INVOICES_READ],
  License: [Right.LICENSE_READ],
  LicenseKeyPayload: KEY,
  Session: READ_SESSIONS,
  SignIn: MYSELF,
  SupportTicket: READ_TICKETS,
  User: [Right.PEOPLE],
};

/** Fields that lead to what is otherwise seen with another right, and why that is well. */
export const WAYS_OF_THEIR_OWN: Readonly<Record<string, string>> = {
  'ApiToken.createdBy': 'Who sees tokens manages people too.',
  'EnrollClientPayload.client': 'A device sees itself.',
  'Mutation.changeNextProduct': 'Who decides on the contract sees it.',
  'Mutation.endSession': 'A device sees its own session.',
  'Mutation.startSession': 'A device sees its own session.',
  'Mutation.terminateContract': 'Who decides on the contract sees it.',
  'Mutation.withdrawTermination': 'Who decides on the contract sees it.',
  'OrderPayload.invoice': 'Who orders sees what it costs.',
  'OrderPayload.license': 'Who orders sees what they got.',
  'ReportSessionsPayload.sessions': 'A device sees its own sessions.',
  'UserViewer.account': 'A person sees which account they belong to.',
};
