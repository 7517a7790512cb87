import type { Routes } from '@angular/router';

export default [
  { path: '', title: 'clients.title', loadComponent: () => import('./list/clients-page').then(m => m.ClientsPage) },
] satisfies Routes;
