import { inject } from '@angular/core';
import { Viewer } from '../../core/auth/viewer';
import { UpdatePreferencesDocument, type UserFragment } from '../../core/graphql/generated';
import { run } from '../../core/graphql/run';
import { Locale } from '../../core/i18n/locale';

/**
 * Lets somebody enter for the first time: the language that the page was read in, and the browser's time zone, become their
 * preferences. Call it where `inject` may be called.
 */
export function newcomer(): (user: UserFragment) => Promise<void> {
  const [viewer, locale] = [inject(Viewer), inject(Locale)];
  const keep = run(UpdatePreferencesDocument, { inline: true });
  return async user => {
    const kept = await keep({ input: { language: locale.language(), timeZone: locale.zone() } });
    await viewer.enter({ ...user, preferences: kept?.updatePreferences ?? user.preferences });
  };
}
