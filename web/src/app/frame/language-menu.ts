import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { UpdatePreferencesDocument } from '../core/graphql/generated';
import { run } from '../core/graphql/run';
import { LANGUAGES, type Language } from '../core/i18n/i18n-keys';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Icon } from '../ui/icon/icon';

/** Each language by its own name, which needs no translation. */
const NAMES: Record<Language, string> = { de: 'Deutsch', en: 'English' };

/** Chooses the language: at once on the page, and kept as the user's preference. */
@Component({
  selector: 'app-language-menu',
  imports: [Icon, MatButtonModule, MatMenuModule, T],
  templateUrl: './language-menu.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageMenu {
  private readonly update = run(UpdatePreferencesDocument);

  protected readonly locale = inject(Locale);
  protected readonly languages = LANGUAGES.map(language => ({ language, name: NAMES[language] }));

  protected async choose(language: Language): Promise<void> {
    await this.locale.use(language);
    await this.update({ input: { language } });
  }
}
