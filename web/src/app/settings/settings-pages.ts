import type { Route } from '@angular/router';
import type { Right } from '../core/graphql/generated';
import type { PlainKey } from '../core/i18n/i18n-keys';
import { withRight } from '../core/auth/with-right.guard';
import { asksBeforeLeaving } from '../core/unsaved/unsaved';
import type { IconName } from '../ui/icon/icon-names';

/** One page of the settings. */
export interface SettingsPage {
  readonly path: string;
  readonly title: PlainKey;
  readonly icon: IconName;
  /** Whoever has one of these rights sees it. */
  readonly rights: readonly Right[];
  readonly routes: readonly Route[];
}

/** The pages of the settings, in their order. A page stands here once it is built. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  {
    path: 'general',
    title: 'account.general.title',
    icon: 'settings',
    rights: ['USER'],
    routes: [{ path: '', loadComponent: () => import('../account/general/general-page').then(m => m.GeneralPage) }],
  },
  {
    path: 'security',
    title: 'account.security.title',
    icon: 'shield-check',
    rights: ['USER'],
    routes: [{ path: '', loadComponent: () => import('../account/security/security-page').then(m => m.SecurityPage) }],
  },
  {
    path: 'customer',
    title: 'account.customer.title',
    icon: 'building-2',
    rights: ['ACCOUNT_READ'],
    routes: [
      {
        path: '',
        canDeactivate: [asksBeforeLeaving],
        loadComponent: () => import('../account/customer/customer-page').then(m => m.CustomerPage),
      },
    ],
  },
  {
    path: 'payment',
    title: 'account.payment.title',
    icon: 'credit-card',
    rights: ['ACCOUNT_READ'],
    routes: [{ path: '', loadComponent: () => import('../account/payment/payment-page').then(m => m.PaymentPage) }],
  },
  {
    path: 'invoices',
    title: 'invoices.title',
    icon: 'receipt-text',
    rights: ['INVOICES_READ'],
    routes: [
      { path: '', loadComponent: () => import('../invoices/list/invoices-page').then(m => m.InvoicesPage) },
      {
        path: ':id',
        title: 'invoices.one',
        loadComponent: () => import('../invoices/details/invoice-page').then(m => m.InvoicePage),
      },
    ],
  },
  {
    path: 'support',
    title: 'support.title',
    icon: 'life-buoy',
    rights: ['TICKETS_READ'],
    routes: [
      { path: '', loadComponent: () => import('../support/list/support-page').then(m => m.SupportPage) },
      {
        path: 'new',
        title: 'support.new',
        canActivate: [withRight('TICKETS_WRITE')],
        canDeactivate: [asksBeforeLeaving],
        loadComponent: () => import('../support/new/new-ticket-page').then(m => m.NewTicketPage),
      },
      {
        path: ':id',
        title: 'support.one',
        canDeactivate: [asksBeforeLeaving],
        loadComponent: () => import('../support/details/ticket-page').then(m => m.TicketPage),
      },
    ],
  },
  {
    path: 'connect',
    title: 'clients.connect-link',
    icon: 'plug',
    rights: ['CLIENTS_WRITE'],
    routes: [{ path: '', loadComponent: () => import('../clients/connect/connect-page').then(m => m.ConnectPage) }],
  },
  {
    path: 'people',
    title: 'account.people.title',
    icon: 'users',
    rights: ['PEOPLE'],
    routes: [{ path: '', loadComponent: () => import('../account/people/people-page').then(m => m.PeoplePage) }],
  },
  {
    path: 'activity',
    title: 'activity.title',
    icon: 'history',
    rights: ['EVENTS_READ'],
    routes: [{ path: '', loadComponent: () => import('../activity/activity-page').then(m => m.ActivityPage) }],
  },
  {
    path: 'tokens',
    title: 'account.tokens.title',
    icon: 'key-round',
    rights: ['TOKENS'],
    routes: [{ path: '', loadComponent: () => import('../account/tokens/tokens-page').then(m => m.TokensPage) }],
  },
];
