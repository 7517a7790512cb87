import type { Routes } from '@angular/router';
import { withRight } from '../core/auth/with-right.guard';
import { SettingsFrame } from './settings-frame';
import { SETTINGS_PAGES } from './settings-pages';

export default [
  {
    path: '',
    component: SettingsFrame,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'general' },
      ...SETTINGS_PAGES.map(({ path, title, rights, routes }) => ({
        path,
        title,
        canActivate: [withRight(...rights)],
        children: [...routes],
      })),
    ],
  },
] satisfies Routes;
