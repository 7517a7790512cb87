import { DataSource } from 'typeorm';
import { Account } from './account/account.entity.ts';
import { SignIn } from './account/sign-in.entity.ts';
import { Invitation } from './account/people/invitation.entity.ts';
import { ApiToken } from './account/tokens/api-token.entity.ts';
import { User } from './account/user.entity.ts';
import { Client } from './clients/client.entity.ts';
import { COLUMN_TYPES } from './core/postgres/moments.ts';
import { SnakeNaming } from './core/postgres/naming.ts';
import { CustomClientBuild } from './files/build/build.entity.ts';
import { CustomClient } from './files/custom-client/custom-client.entity.ts';
import { DownloadLink } from './files/link/download-link.entity.ts';
import { SigningKey } from './files/signing/signing-key.entity.ts';
import { Invoice } from './invoices/invoice.entity.ts';
import { License } from './license/license.entity.ts';
import { Foundation1795305600000 } from './migrations/1795305600000-foundation.ts';
import { Idempotency1795647741786 } from './migrations/1795647741786-idempotency.ts';
import { CsvPreferences1795648081724 } from './migrations/1795648081724-csv-preferences.ts';
import { Contract1795648171670 } from './migrations/1795648171670-contract.ts';
import { ClientLists1795648586471 } from './migrations/1795648586471-client-lists.ts';
import { Customer1795648680049 } from './migrations/1795648680049-customer.ts';
import { Mail1795649302859 } from './migrations/1795649302859-mail.ts';
import { SessionLists1795649323728 } from './migrations/1795649323728-session-lists.ts';
import { CustomClients1795649541118 } from './migrations/1795649541118-custom-clients.ts';
import { Invoices1795649803095 } from './migrations/1795649803095-invoices.ts';
import { AliasLooks1795649850848 } from './migrations/1795649850848-alias-looks.ts';
import { ConnectLink1795650780552 } from './migrations/1795650780552-connect-link.ts';
import { ApiTokens1795650207083 } from './migrations/1795650207083-api-tokens.ts';
import { Downloads1795650399228 } from './migrations/1795650399228-downloads.ts';
import { PasswordResets1795652392194 } from './migrations/1795652392194-password-resets.ts';
import { CsvExports1795651357079 } from './migrations/1795651357079-csv-exports.ts';
import { SecondFactor1795653860632 } from './migrations/1795653860632-second-factor.ts';
import { SessionWarnings1795655221197 } from './migrations/1795655221197-session-warnings.ts';
import { People1795656488960 } from './migrations/1795656488960-people.ts';
import { Support1795694400000 } from './migrations/1795694400000-support.ts';
import { Attachments1795695600000 } from './migrations/1795695600000-attachments.ts';
import { ActorAddress1795697200000 } from './migrations/1795697200000-actor-address.ts';
import { SignUp1795698000000 } from './migrations/1795698000000-sign-up.ts';
import { Session } from './sessions/session.entity.ts';
import { SupportAttachment } from './support/attachment/attachment.entity.ts';
import { SupportTicket } from './support/ticket.entity.ts';
import { SupportMessage } from './support/ticket-message.entity.ts';

/** Connections that a process opens at most for its services. */
const POOL_SIZE = 8;

const TIMEOUTS = { statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 };

/** The database with every table of the server. It opens nothing until `initialize()`. */
export function newDb(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: POOL_SIZE,
    namingStrategy: new SnakeNaming(),
    entities: [
      // One a line, so that two branches that add one do not meet.
      Account,
      User,
      SignIn,
      ApiToken,
      Invitation,
      License,
      Client,
      Session,
      SigningKey,
      CustomClient,
      CustomClientBuild,
      DownloadLink,
      Invoice,
      SupportTicket,
      SupportMessage,
      SupportAttachment,
    ],
    migrations: [
      Foundation1795305600000,
      Idempotency1795647741786,
      CsvPreferences1795648081724,
      Contract1795648171670,
      ClientLists1795648586471,
      Customer1795648680049,
      Mail1795649302859,
      SessionLists1795649323728,
      CustomClients1795649541118,
      Invoices1795649803095,
      AliasLooks1795649850848,
      ConnectLink1795650780552,
      ApiTokens1795650207083,
      Downloads1795650399228,
      PasswordResets1795652392194,
      CsvExports1795651357079,
      SecondFactor1795653860632,
      SessionWarnings1795655221197,
      People1795656488960,
      Support1795694400000,
      Attachments1795695600000,
      ActorAddress1795697200000,
      SignUp1795698000000,
    ],
    extra: { application_name: 'mydesk-portal', types: COLUMN_TYPES, ...TIMEOUTS },
  });
}
