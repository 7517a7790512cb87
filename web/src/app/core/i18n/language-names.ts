import type { Language } from './i18n-keys';

/** Each language by its own name, which needs no translation. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };
