import type { Routes } from '@angular/router';
import { withRight } from '../core/auth/with-right.guard';

export default [
  { path: '', title: 'license.title', loadComponent: () => import('./license-page').then(m => m.LicensePage) },
  {
    path: 'upgrade',
    title: 'license.title',
    canActivate: [withRight('CONTRACT')],
    loadComponent: () => import('./order/upgrade-page').then(m => m.UpgradePage),
  },
  {
    path: 'namespace',
    title: 'license.title',
    canActivate: [withRight('CONTRACT')],
    loadComponent: () => import('./order/namespace-page').then(m => m.NamespacePage),
  },
] satisfies Routes;
