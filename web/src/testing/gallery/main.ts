import { OverlayContainer } from '@angular/cdk/overlay';
import { provideHttpClient, withFetch } from '@angular/common/http';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { provideTexts } from '../../app/core/i18n/provide-texts';
import { OverlayRegion } from '../../app/core/overlay-region';
import { Gallery } from './gallery';

bootstrapApplication(Gallery, {
  providers: [
    provideHttpClient(withFetch()),
    provideTexts(),
    provideRouter([{ path: '**', children: [] }]),
    { provide: OverlayContainer, useExisting: OverlayRegion },
  ],
}).catch((error: unknown) => console.error(error));
