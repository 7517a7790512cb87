import type { Routes } from '@angular/router';
import { asksBeforeLeaving } from '../core/unsaved/unsaved';

export default [
  { path: '', title: 'files.title', loadComponent: () => import('./list/files-page').then(m => m.FilesPage) },
  {
    path: 'new',
    title: 'files.new',
    canDeactivate: [asksBeforeLeaving],
    loadComponent: () => import('./form/generator-page').then(m => m.GeneratorPage),
  },
  {
    path: ':id',
    title: 'files.custom-client',
    loadComponent: () => import('./details/custom-client-page').then(m => m.CustomClientPage),
  },
  {
    path: ':id/edit',
    title: 'files.edit',
    canDeactivate: [asksBeforeLeaving],
    loadComponent: () => import('./form/generator-page').then(m => m.GeneratorPage),
  },
] satisfies Routes;
