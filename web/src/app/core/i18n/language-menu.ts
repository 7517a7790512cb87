import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Viewer } from '../auth/viewer';
import { UpdatePreferencesDocument } from '../graphql/generated';
import { run } from '../graphql/run';
import { LANGUAGES, type Language, REVIEWED } from './i18n-keys';
import { LANGUAGE_NAMES } from './language-names';
import { Locale } from './locale';
import { T } from './t.pipe';
import { Texts } from './texts';
import { Toasts } from '../toasts/toasts';
import { Icon } from '../../ui/icon/icon';

/** Chooses the language: at once on the page, and kept as the user’s preference where there is a user. */
@Component({
  selector: 'app-language-menu',
  imports: [Icon, MatButtonModule, MatMenuModule, T],
  templateUrl: './language-menu.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageMenu {
  private readonly user = inject(Viewer).user;
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly update = run(UpdatePreferencesDocument);

  protected readonly locale = inject(Locale);
  protected readonly reviewed = REVIEWED;
  protected readonly unreviewed = LANGUAGES.filter(language => !REVIEWED.includes(language));
  protected readonly names = LANGUAGE_NAMES;

  protected async choose(language: Language): Promise<void> {
    const isChosen = await this.locale.use(language);
    if (!isChosen) this.toasts.failed(this.texts.get('errors.UNREACHABLE'));
    else if (this.user()) await this.update({ input: { language } });
  }
}
