import { registerEnumType } from 'type-graphql';
import { Right } from '../core/viewer.ts';
import { type EventRule, PEOPLE_RULES } from './people-events.ts';

/** What can happen to an account, as the log names it. */
export enum EventType {
  ACCOUNT_CREATED = 'ACCOUNT_CREATED',
  ACCOUNT_CHANGED = 'ACCOUNT_CHANGED',
  ACCOUNT_SUSPENDED = 'ACCOUNT_SUSPENDED',
  ACCOUNT_UNSUSPENDED = 'ACCOUNT_UNSUSPENDED',
  PAYMENT_METHOD_CHANGED = 'PAYMENT_METHOD_CHANGED',
  USER_SIGNED_IN = 'USER_SIGNED_IN',
  USER_SIGNED_OUT = 'USER_SIGNED_OUT',
  USER_INVITED = 'USER_INVITED',
  INVITATION_WITHDRAWN = 'INVITATION_WITHDRAWN',
  USER_JOINED = 'USER_JOINED',
  USER_ROLE_CHANGED = 'USER_ROLE_CHANGED',
  USER_SUSPENDED = 'USER_SUSPENDED',
  USER_UNSUSPENDED = 'USER_UNSUSPENDED',
  USER_REMOVED = 'USER_REMOVED',
  SIGN_IN_LOCKED_OUT = 'SIGN_IN_LOCKED_OUT',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  PASSWORD_RESET_REQUESTED = 'PASSWORD_RESET_REQUESTED',
  SECOND_FACTOR_BEGUN = 'SECOND_FACTOR_BEGUN',
  SECOND_FACTOR_ENABLED = 'SECOND_FACTOR_ENABLED',
  SECOND_FACTOR_DISABLED = 'SECOND_FACTOR_DISABLED',
  SECOND_FACTOR_RESET = 'SECOND_FACTOR_RESET',
  RECOVERY_CODES_RENEWED = 'RECOVERY_CODES_RENEWED',
  RECOVERY_CODE_USED = 'RECOVERY_CODE_USED',
  API_TOKEN_CREATED = 'API_TOKEN_CREATED',
  API_TOKEN_REVOKED = 'API_TOKEN_REVOKED',
  LICENSE_CHANGED = 'LICENSE_CHANGED',
  LICENSE_EXPIRING = 'LICENSE_EXPIRING',
  LICENSE_RENEWED = 'LICENSE_RENEWED',
  LICENSE_KEY_REVEALED = 'LICENSE_KEY_REVEALED',
  LICENSE_KEY_RESET = 'LICENSE_KEY_RESET',
  CONTRACT_TERMINATED = 'CONTRACT_TERMINATED',
  TERMINATION_WITHDRAWN = 'TERMINATION_WITHDRAWN',
  NAMESPACE_BOUGHT = 'NAMESPACE_BOUGHT',
  INVOICE_ISSUED = 'INVOICE_ISSUED',
  INVOICE_PAID = 'INVOICE_PAID',
  INVOICE_CANCELLED = 'INVOICE_CANCELLED',
  INVOICE_REMINDED = 'INVOICE_REMINDED',
  TICKET_SUBMITTED = 'TICKET_SUBMITTED',
  TICKET_REPLIED = 'TICKET_REPLIED',
  TICKET_ANSWERED = 'TICKET_ANSWERED',
  TICKET_CLOSED = 'TICKET_CLOSED',
  CLIENT_ENROLLED = 'CLIENT_ENROLLED',
  CLIENT_ONLINE = 'CLIENT_ONLINE',
  CLIENT_STALE = 'CLIENT_STALE',
  CLIENT_OFFLINE = 'CLIENT_OFFLINE',
  CLIENT_CHANGED = 'CLIENT_CHANGED',
  CLIENT_CLONE_SUSPECTED = 'CLIENT_CLONE_SUSPECTED',
  CLIENT_REMOVED = 'CLIENT_REMOVED',
  CONNECT_LINK_CHANGED = 'CONNECT_LINK_CHANGED',
  CSV_EXPORTED = 'CSV_EXPORTED',
  SESSION_STARTED = 'SESSION_STARTED',
  SESSION_RESUMED = 'SESSION_RESUMED',
  SESSION_CHANGED = 'SESSION_CHANGED',
  SESSION_CLOSING = 'SESSION_CLOSING',
  SESSION_ENDED = 'SESSION_ENDED',
  SESSION_REFUSED = 'SESSION_REFUSED',
  CUSTOM_CLIENT_CREATED = 'CUSTOM_CLIENT_CREATED',
  CUSTOM_CLIENT_CHANGED = 'CUSTOM_CLIENT_CHANGED',
  CUSTOM_CLIENT_DELETED = 'CUSTOM_CLIENT_DELETED',
  CUSTOM_CLIENT_BUILD = 'CUSTOM_CLIENT_BUILD',
  CUSTOM_CLIENT_DOWNLOADED = 'CUSTOM_CLIENT_DOWNLOADED',
  DOWNLOAD_LINK_CREATED = 'DOWNLOAD_LINK_CREATED',
  DOWNLOAD_LINK_REVOKED = 'DOWNLOAD_LINK_REVOKED',
  SIGNING_KEY_ROTATED = 'SIGNING_KEY_ROTATED',
  COMMAND_QUEUED = 'COMMAND_QUEUED',
  COMMAND_DELIVERED = 'COMMAND_DELIVERED',
  COMMAND_ACKNOWLEDGED = 'COMMAND_ACKNOWLEDGED',
  COMMAND_EXPIRED = 'COMMAND_EXPIRED',
}

/** Every type of event with the shape of its data and who may see it. The API's descriptions are made from it. */
export const EVENT_RULES: Readonly<Record<EventType, EventRule>> = {
  ...PEOPLE_RULES,
  ACCOUNT_CREATED: { description: 'The account was made. `{}`', right: Right.ACCOUNT_READ },
  ACCOUNT_CHANGED: {
    description: 'Facts about the holder of the account changed. `{ changed: [field] }`',
    right: Right.ACCOUNT_READ,
  },
  ACCOUNT_SUSPENDED: { description: 'The operator shut the account. `{}`', right: Right.ACCOUNT_READ },
  ACCOUNT_UNSUSPENDED: { description: 'The operator opened the account again. `{}`', right: Right.ACCOUNT_READ },
  PAYMENT_METHOD_CHANGED: { description: 'The account pays in another way. `{ kind }`', right: Right.ACCOUNT_READ },
  LICENSE_CHANGED: { description: 'The license was changed. `{ changed: [field] }`', right: Right.LICENSE_READ },
  LICENSE_EXPIRING: {
    description: 'In 30 days the license ends, or is renewed. `{ endsAt, renews }`',
    right: Right.LICENSE_READ,
  },
  LICENSE_RENEWED: {
    description: 'The contract went on for another year. `{ product, expiresAt }`',
    right: Right.LICENSE_READ,
  },
  LICENSE_KEY_REVEALED: { description: 'Somebody was shown the license key. `{ ip }`', right: Right.LICENSE_READ },
  LICENSE_KEY_RESET: {
    description: 'The license got a new key; the old one enrolls nothing any more. `{}`',
    right: Right.LICENSE_READ,
  },
  CONTRACT_TERMINATED: { description: 'The contract was terminated. `{ runsUntil }`', right: Right.LICENSE_READ },
  TERMINATION_WITHDRAWN: {
    description: 'The termination was taken back. `{ runsUntil }`: the end of the period',
    right: Right.LICENSE_READ,
  },
  NAMESPACE_BOUGHT: {
    description: 'A namespace was bought, or more aliases in it. `{ name, maxAliases }`',
    right: Right.LICENSE_READ,
  },
  INVOICE_ISSUED: {
    description: 'An invoice was written. `{ invoiceId, number, kind, grossCents }`',
    right: Right.INVOICES_READ,
  },
  INVOICE_PAID: { description: 'An invoice was paid. `{ invoiceId, number }`', right: Right.INVOICES_READ },
  INVOICE_CANCELLED: {
    description: 'An invoice was taken back by another. `{ invoiceId, number, by }`: the number of the other',
    right: Right.INVOICES_READ,
  },
  INVOICE_REMINDED: {
    description: 'The account was reminded of an overdue invoice. `{ invoiceId, number, level }`: 1 to 3',
    right: Right.INVOICES_READ,
  },
  TICKET_SUBMITTED: {
    description: 'A ticket was submitted to support. `{ ticketId, number }`',
    right: Right.TICKETS_READ,
  },
  TICKET_REPLIED: {
    description: 'The customer added to a ticket, which is open from then on. `{ ticketId, number }`',
    right: Right.TICKETS_READ,
  },
  TICKET_ANSWERED: { description: 'Support answered a ticket. `{ ticketId, number }`', right: Right.TICKETS_READ },
  TICKET_CLOSED: { description: 'A ticket was closed. `{ ticketId, number }`', right: Right.TICKETS_READ },
  CLIENT_ENROLLED: {
    description:
      'A device enrolled, for the first time or anew. `{ again: Boolean }`, and `customClientId` where it is of one',
    right: Right.CLIENTS_READ,
  },
  CLIENT_ONLINE: { description: 'A device connected. `{ epoch }`', right: Right.CLIENTS_READ },
  CLIENT_STALE: {
    description: 'The connection to a device dropped; it counts as online for a grace. `{}`',
    right: Right.CLIENTS_READ,
  },
  CLIENT_OFFLINE: {
    description: 'A device did not come back within the grace. `{ lastSeenAt }`',
    right: Right.CLIENTS_READ,
  },
  CLIENT_CHANGED: {
    description:
      'Facts about a client changed. `{ changed: [field] }`; for its alias with those that were `given` and `givenUp`, for its configuration with `customClientId`',
    right: Right.CLIENTS_READ,
  },
  CLIENT_CLONE_SUSPECTED: {
    description:
      'Two devices go by one identity. `{ reason: "HARDWARE_ID", hostName, platform, version, ip }` of a device that claims the hardware id of one that is not offline, and was refused; or `{ reason: "IDENTITY", ips }` of two that were connected at once with one token',
    right: Right.CLIENTS_READ,
  },
  CLIENT_REMOVED: {
    description: 'A client was removed; its seat is free. `{}`, or `{ customClientId }`',
    right: Right.CLIENTS_READ,
  },
  CONNECT_LINK_CHANGED: {
    description: 'People connect to clients by another link. `{ template }`, null for none',
    right: Right.CLIENTS_READ,
  },
  CSV_EXPORTED: {
    description:
      'A list was fetched as a CSV file, in full or in part. `{ kind, scope, list, rows, isComplete }`, where `list` has the filter and order',
    right: Right.ACCOUNT_READ,
  },
  SESSION_STARTED: { description: 'A session started. `{ from, to }`', right: Right.SESSIONS_READ },
  SESSION_RESUMED: {
    description: 'A session that had ended as lost was reported again. `{ from, to }`',
    right: Right.SESSIONS_READ,
  },
  SESSION_CHANGED: { description: 'Facts about a session changed. `{ changed: [field] }`', right: Right.SESSIONS_READ },
  SESSION_CLOSING: {
    description: 'The portal asked the device to close a session. `{ commandId }`',
    right: Right.SESSIONS_READ,
  },
  SESSION_ENDED: {
    description: 'A session ended. `{ reason, from, to, durationSeconds }`',
    right: Right.SESSIONS_READ,
  },
  SESSION_REFUSED: {
    description:
      'The license allowed no further session. `{ code, limit, used, from, to }`, or with expiredAt for a limit',
    right: Right.SESSIONS_READ,
  },
  CUSTOM_CLIENT_CREATED: {
    description: 'A custom client was made. `{ customClientId, name, platform }`',
    right: Right.FILES_READ,
  },
  CUSTOM_CLIENT_CHANGED: {
    description: 'A custom client was changed. `{ customClientId, changed: [field], configurationVersion }`',
    right: Right.FILES_READ,
  },
  CUSTOM_CLIENT_DELETED: {
    description: 'A custom client was deleted. `{ customClientId, name }`',
    right: Right.FILES_READ,
  },
  CUSTOM_CLIENT_BUILD: {
    description:
      'A build of a custom client was asked for, goes on, or is over. `{ customClientId, buildId, linkId, state, progress }`, progress in percent',
    right: Right.FILES_READ,
  },
  CUSTOM_CLIENT_DOWNLOADED: {
    description:
      'A custom client was downloaded. `{ customClientId, linkId, times }`, what gathered in a second as one',
    right: Right.FILES_READ,
  },
  DOWNLOAD_LINK_CREATED: {
    description: 'A public link to a custom client was made. `{ customClientId, linkId, expiresAt, maxEnrollments }`',
    right: Right.FILES_READ,
  },
  DOWNLOAD_LINK_REVOKED: {
    description: 'A public link was revoked: it opens and enrolls nothing any more. `{ customClientId, linkId }`',
    right: Right.FILES_READ,
  },
  SIGNING_KEY_ROTATED: {
    description: 'The account signs with a new key. `{ kid, formerRetiresAt }`',
    right: Right.FILES_READ,
  },
  COMMAND_QUEUED: { description: 'A command waits for a device. `{ commandId, kind }`', right: Right.CLIENTS_READ },
  COMMAND_DELIVERED: {
    description: 'A command was sent to its device. `{ commandId, kind }`',
    right: Right.CLIENTS_READ,
  },
  COMMAND_ACKNOWLEDGED: {
    description: 'A device answered a command. `{ commandId, kind, result }`',
    right: Right.CLIENTS_READ,
  },
  COMMAND_EXPIRED: {
    description: 'A command was not answered in time. `{ commandId, kind }`',
    right: Right.CLIENTS_READ,
  },
};

registerEnumType(EventType, {
  name: 'EventType',
  description: "What happened to an account. Each value says the shape of the event's `data`.",
  valuesConfig: EVENT_RULES,
});
