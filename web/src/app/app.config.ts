import { OverlayContainer } from '@angular/cdk/overlay';
import { provideHttpClient, withFetch } from '@angular/common/http';
import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { TitleStrategy, provideRouter, withComponentInputBinding, withNavigationErrorHandler } from '@angular/router';
import { provideGraphql } from './core/graphql/provide-graphql';
import { provideTexts } from './core/i18n/provide-texts';
import { onNavigationError } from './core/navigation-failure';
import { OverlayRegion } from './core/overlay-region';
import { PageTitle } from './core/page-title';
import { routes } from './app.routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withFetch()),
    provideTexts(),
    provideGraphql(),
    provideRouter(routes, withComponentInputBinding(), withNavigationErrorHandler(onNavigationError)),
    { provide: TitleStrategy, useExisting: PageTitle },
    { provide: OverlayContainer, useExisting: OverlayRegion },
  ],
};
