import type { Routes } from '@angular/router';

export default [
  { path: '', title: 'sessions.title', loadComponent: () => import('./list/sessions-page').then(m => m.SessionsPage) },
  {
    path: ':id',
    title: 'sessions.session',
    loadComponent: () => import('./details/session-page').then(m => m.SessionPage),
  },
] satisfies Routes;
