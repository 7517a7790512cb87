import type { Routes } from '@angular/router';

export default [
  { path: '', title: 'clients.title', loadComponent: () => import('./list/clients-page').then(m => m.ClientsPage) },
  {
    path: ':id',
    title: 'clients.client',
    loadComponent: () => import('./details/client-page').then(m => m.ClientPage),
  },
] satisfies Routes;
