import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { AccountResolver } from './account/account.resolver.ts';
import { ContactResolver } from './account/contact/contact.resolver.ts';
import { PaymentMethodResolver } from './account/payment/payment-method.resolver.ts';
import { PasswordResolver } from './account/password/password.resolver.ts';
import { InvitationResolver } from './account/people/invitation.resolver.ts';
import { PeopleResolver } from './account/people/people.resolver.ts';
import { SecondFactorResolver } from './account/second-factor/second-factor.resolver.ts';
import { SignInResolver } from './account/sign-in/sign-in.resolver.ts';
import { ApiTokenResolver } from './account/tokens/api-token.resolver.ts';
import { ViewerResolver } from './account/viewer/viewer.resolver.ts';
import { AliasResolver } from './clients/alias/alias.resolver.ts';
import { ClientCareResolver } from './clients/care/client-care.resolver.ts';
import { ClientResolver } from './clients/client.resolver.ts';
import { CommandResolver } from './clients/command/command.resolver.ts';
import { ClientFacetsResolver } from './clients/list/client-facets.resolver.ts';
import { ConnectResolver } from './clients/connect/connect.resolver.ts';
import { ClientExportResolver } from './clients/export/client-export.resolver.ts';
import { ActorResolver } from './events/actor.resolver.ts';
import { EventExportResolver } from './events/export/event-export.resolver.ts';
import { SessionExportResolver } from './sessions/export/session-export.resolver.ts';
import { EnrollmentResolver } from './clients/enrollment/enrollment.resolver.ts';
import { PresenceReportResolver } from './clients/presence/report.resolver.ts';
import { authorize } from './core/graphql/authorization.ts';
import { provideSources } from './core/graphql/sources.ts';
import { DateTime } from './core/graphql/scalars.ts';
import { DashboardResolver } from './dashboard/dashboard.resolver.ts';
import { EventsResolver } from './events/events.resolver.ts';
import { CustomClientBuildsResolver } from './files/build/custom-client-builds.resolver.ts';
import { ClientCustomClientResolver } from './files/custom-client/client-custom-client.resolver.ts';
import { CustomClientFieldsResolver } from './files/custom-client/custom-client-fields.resolver.ts';
import { CustomClientResolver } from './files/custom-client/custom-client.resolver.ts';
import { DocumentsResolver } from './files/documents/documents.resolver.ts';
import { CustomClientLinksResolver, DownloadLinkResolver } from './files/link/download-link.resolver.ts';
import { EnrolledKeysResolver } from './files/signing/enrolled-keys.resolver.ts';
import { SigningKeyResolver } from './files/signing/signing-key.resolver.ts';
import { StockClientResolver } from './files/stock/stock-client.resolver.ts';
import { InvoiceResolver } from './invoices/invoice.resolver.ts';
import { OrderResolver } from './invoices/order/order.resolver.ts';
import { ContractResolver } from './license/contract/contract.resolver.ts';
import { LicenseKeyResolver } from './license/key/license-key.resolver.ts';
import { AccountLicenseResolver, LicenseResolver } from './license/license.resolver.ts';
import { FirstAccountResolver } from './license/setup/first-account.resolver.ts';
import { SignUpResolver } from './license/sign-up/sign-up.resolver.ts';
import { ClientSessionsResolver } from './sessions/client-sessions.resolver.ts';
import { DeviceSessionResolver } from './sessions/device/device-session.resolver.ts';
import { SessionDetailsResolver } from './sessions/details/session-details.resolver.ts';
import { ClientRemovalResolver } from './sessions/removal/client-removal.resolver.ts';
import { SessionResolver } from './sessions/session.resolver.ts';
import { AttachmentResolver } from './support/attachment/attachment.resolver.ts';
import { TicketResolver } from './support/ticket.resolver.ts';

/** TypeGraphQL wants one where there are subscriptions; ours begin with `fromSources`. */
const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('A subscription needs `subscribe: fromSources`');
  },
};

type Class = abstract new (...args: never[]) => object;

/** Every resolver of the API. */
const RESOLVERS: readonly Class[] = [
  AccountResolver,
  AccountLicenseResolver,
  ActorResolver,
  AliasResolver,
  ClientCareResolver,
  ApiTokenResolver,
  AttachmentResolver,
  ClientExportResolver,
  ClientFacetsResolver,
  ClientRemovalResolver,
  ClientResolver,
  ClientSessionsResolver,
  CommandResolver,
  ConnectResolver,
  ContactResolver,
  ContractResolver,
  ClientCustomClientResolver,
  CustomClientBuildsResolver,
  CustomClientFieldsResolver,
  CustomClientLinksResolver,
  CustomClientResolver,
  DashboardResolver,
  DeviceSessionResolver,
  DocumentsResolver,
  DownloadLinkResolver,
  EnrolledKeysResolver,
  EnrollmentResolver,
  EventExportResolver,
  EventsResolver,
  FirstAccountResolver,
  InvoiceResolver,
  LicenseKeyResolver,
  LicenseResolver,
  OrderResolver,
  PaymentMethodResolver,
  InvitationResolver,
  PasswordResolver,
  PeopleResolver,
  PresenceReportResolver,
  SessionDetailsResolver,
  SessionExportResolver,
  SecondFactorResolver,
  SessionResolver,
  SignInResolver,
  SignUpResolver,
  SigningKeyResolver,
  StockClientResolver,
  TicketResolver,
  ViewerResolver,
];

/**
 * The API's schema. Without instances it can be printed, but not run.
 *
 * @param instances one of each resolver, made by `newServices`
 * @throws Error where instances are given and one is missing
 */
export function newSchema(instances: readonly object[] = []): GraphQLSchema {
  const byClass = new Map<unknown, object>(instances.map(instance => [instance.constructor, instance]));
  const missing = RESOLVERS.find(resolver => instances.length > 0 && !byClass.has(resolver));
  if (missing) throw new Error(`Nobody has made the ${missing.name}`);

  const schema = buildSchemaSync({
    resolvers: RESOLVERS as unknown as NonEmptyArray<never>,
    container: { get: resolver => byClass.get(resolver) },
    scalarsMap: [{ type: Date, scalar: DateTime }],
    authChecker: authorize,
    pubSub: NO_PUB_SUB,
    validate: { forbidUnknownValues: false },
  });
  provideSources(schema, instances);
  return schema;
}
