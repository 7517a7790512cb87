import { Right } from '../core/viewer.ts';

/** What is said of a type of event. */
export interface EventRule {
  /** What happened, and the shape of the event's `data`. */
  readonly description: string;
  /** The right, besides EVENTS_READ, without which the event is not delivered. */
  readonly right: Right;
}

/** The types of event that are about people, and about the tools that act for them. */
export const PEOPLE_RULES = {
  USER_SIGNED_IN: {
    description: 'A user signed in. `{ signInId, ip, secondFactor }`: TOTP or RECOVERY_CODE, where one was shown',
    right: Right.ACCOUNT_READ,
  },
  USER_SIGNED_OUT: { description: 'A sign-in ended. `{ signInId }`', right: Right.ACCOUNT_READ },
  USER_INVITED: {
    description: 'Somebody was invited to the account. `{ invitationId, email, role }`',
    right: Right.PEOPLE,
  },
  INVITATION_WITHDRAWN: { description: 'An invitation was taken back. `{ invitationId, email }`', right: Right.PEOPLE },
  USER_JOINED: {
    description: 'Somebody who was invited is a user now. `{ userId, role, invitationId }`',
    right: Right.PEOPLE,
  },
  USER_ROLE_CHANGED: {
    description: 'A user is something else in the account. `{ userId, before, role }`',
    right: Right.PEOPLE,
  },
  USER_SUSPENDED: { description: 'A user was shut out. `{ userId }`', right: Right.PEOPLE },
  USER_UNSUSPENDED: { description: 'A user was let in again. `{ userId }`', right: Right.PEOPLE },
  USER_REMOVED: { description: 'A user was removed from the account. `{ userId, name, role }`', right: Right.PEOPLE },
  SIGN_IN_LOCKED_OUT: {
    description: 'Too many wrong passwords or codes were tried as a user; new tries have to wait. `{ userId }`',
    right: Right.PEOPLE,
  },
  PASSWORD_CHANGED: {
    description: 'A user has another password. `{ userId, signInId }`: the sign-in that goes on, where one does',
    right: Right.PEOPLE,
  },
  PASSWORD_RESET_REQUESTED: {
    description:
      'A link for a new password was mailed to a user, or made by the operator to be passed on. `{ userId }`',
    right: Right.PEOPLE,
  },
  SECOND_FACTOR_BEGUN: {
    description: 'A user began to set up an authenticator app. `{ userId }`',
    right: Right.PEOPLE,
  },
  SECOND_FACTOR_ENABLED: {
    description: 'A user turned two-factor authentication on. `{ userId, signInId }`: the sign-in that goes on',
    right: Right.PEOPLE,
  },
  SECOND_FACTOR_DISABLED: {
    description: 'A user turned two-factor authentication off. `{ userId, signInId }`: the sign-in that goes on',
    right: Right.PEOPLE,
  },
  SECOND_FACTOR_RESET: {
    description: 'The operator took away the second factor of a user who had lost it. `{ userId }`',
    right: Right.PEOPLE,
  },
  RECOVERY_CODES_RENEWED: { description: 'A user got new recovery codes. `{ userId, signInId }`', right: Right.PEOPLE },
  RECOVERY_CODE_USED: { description: 'A user signed in with a recovery code. `{ userId }`', right: Right.PEOPLE },
  API_TOKEN_CREATED: {
    description: 'A user made an API token. `{ tokenId, name, scopes, expiresAt }`',
    right: Right.TOKENS,
  },
  API_TOKEN_REVOKED: { description: 'An API token was revoked. `{ tokenId, name }`', right: Right.TOKENS },
} as const satisfies Readonly<Record<string, EventRule>>;
