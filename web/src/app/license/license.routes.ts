import type { Routes } from '@angular/router';

export default [
  { path: '', title: 'license.title', loadComponent: () => import('./license-page').then(m => m.LicensePage) },
] satisfies Routes;
