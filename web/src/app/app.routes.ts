import type { Routes } from '@angular/router';
import { signedIn } from './core/auth/signed-in.guard';
import { stranger } from './core/auth/stranger.guard';
import { Frame } from './frame/frame';
import { Refused } from './frame/refused';
import { Unreachable } from './frame/unreachable';
import { TABS } from './tabs';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'sign-in.title',
    canActivate: [stranger],
    loadComponent: () => import('./account/sign-in/sign-in-page').then(m => m.SignInPage),
  },
  {
    path: 'welcome',
    title: 'welcome.title',
    canActivate: [stranger],
    loadComponent: () => import('./account/welcome/welcome-page').then(m => m.WelcomePage),
  },
  {
    path: 'sign-up',
    title: 'sign-up.title',
    canActivate: [stranger],
    loadComponent: () => import('./account/sign-up/sign-up-page').then(m => m.SignUpPage),
  },
  // The links in mails, and what leads to them, open for the signed-in too.
  {
    path: 'forgot-password',
    title: 'forgotten.title',
    loadComponent: () => import('./account/forgotten/forgotten-page').then(m => m.ForgottenPage),
  },
  {
    path: 'reset-password',
    title: 'reset.title',
    loadComponent: () => import('./account/reset/reset-page').then(m => m.ResetPage),
  },
  {
    path: 'invitation',
    title: 'invitation.title',
    loadComponent: () => import('./account/invitation/invitation-page').then(m => m.InvitationPage),
  },
  {
    path: 'unreachable',
    title: 'unreachable.title',
    // Not loaded lazily: it is shown when nothing can be loaded.
    component: Unreachable,
  },
  {
    path: '',
    component: Frame,
    canActivate: [signedIn],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
      ...TABS.map(({ path, load }) => ({ path, loadChildren: load })),
      // Never gone to by its address: `withRight` shows it in place of a page.
      { path: 'refused', title: 'refused.title', component: Refused },
      { path: '**', title: 'not-found.title', loadComponent: () => import('./frame/not-found').then(m => m.NotFound) },
    ],
  },
];
