import type { LoadChildren } from '@angular/router';
import type { PlainKey } from './core/i18n/i18n-keys';
import type { IconName } from './ui/icon/icon-names';

/** One entry of the navigation, and the pages behind it. */
export interface Tab {
  /** The first word of its addresses; `core/auth/next-path.ts` lists the words that a sign-in may lead to. */
  readonly path: string;
  readonly title: PlainKey;
  readonly icon: IconName;
  readonly load: LoadChildren;
}

/** The navigation, in its order. A page stands here once it is built. */
export const TABS: readonly Tab[] = [
  {
    path: 'dashboard',
    title: 'dashboard.title',
    icon: 'layout-dashboard',
    load: () => import('./dashboard/dashboard.routes'),
  },
  { path: 'license', title: 'license.title', icon: 'badge-check', load: () => import('./license/license.routes') },
  { path: 'clients', title: 'clients.title', icon: 'monitor', load: () => import('./clients/clients.routes') },
  { path: 'sessions', title: 'sessions.title', icon: 'activity', load: () => import('./sessions/sessions.routes') },
  { path: 'files', title: 'files.title', icon: 'folder', load: () => import('./files/files.routes') },
  { path: 'settings', title: 'settings.title', icon: 'settings', load: () => import('./settings/settings.routes') },
];
