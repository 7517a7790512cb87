import { type EnvironmentProviders, inject, makeEnvironmentProviders, provideAppInitializer } from '@angular/core';
import { provideTranslateService } from '@ngx-translate/core';
import { provideTranslateHttpLoader } from '@ngx-translate/http-loader';
import { Words } from '../../ui/words/words';
import { Locale } from './locale';
import { PortalWords } from './portal-words';

/** Texts from `i18n/<language>.json`; the first language is there before the first page is drawn. */
export function provideTexts(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTranslateService({
      loader: provideTranslateHttpLoader({ prefix: 'i18n/', suffix: '.json', failOnError: true }),
    }),
    { provide: Words, useExisting: PortalWords },
    provideAppInitializer(() => inject(Locale).start()),
  ]);
}
