import type { Routes } from '@angular/router';

export default [
  { path: '', title: 'dashboard.title', loadComponent: () => import('./dashboard-page').then(m => m.DashboardPage) },
] satisfies Routes;
