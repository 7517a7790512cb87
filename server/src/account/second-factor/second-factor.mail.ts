import type { MailTexts } from '../../core/mail/mail-texts.ts';

/** A step that was taken with a person's second factor, and from where. */
interface Step {
  readonly name: string;
  readonly at: Date;
  /** The network address that it came from; null for the operator's command line. */
  readonly ip: string | null;
}

/** One mail that says that a step was taken, in both languages. */
const about = (
  en: readonly [subject: string, what: string],
  de: readonly [subject: string, what: string],
): MailTexts<Step> => ({
  en: ({ name, at, ip }, { brand, link, time }) => ({
    subject: `${en[0]} (${brand})`,
    paragraphs: [
      `Hello ${name},`,
      `${en[1]} This was done on ${time(at)}, ${ip === null ? 'by those who run the portal' : `from the address ${ip}`}.`,
      { label: 'If that was not you, change your password at once', url: link('/settings/security') },
    ],
  }),
  de: ({ name, at, ip }, { brand, link, time }) => ({
    subject: `${de[0]} (${brand})`,
    paragraphs: [
      `Guten Tag, ${name},`,
      `${de[1]} Das geschah am ${time(at)}, ${ip === null ? 'durch die Betreiber des Portals' : `von der Adresse ${ip} aus`}.`,
      { label: 'Falls Sie das nicht waren, ändern Sie sofort Ihr Passwort', url: link('/settings/security') },
    ],
  }),
});

export const SECOND_FACTOR_ENABLED = about(
  [
    'Two-factor authentication is on',
    'From now on, signing in takes a code of your authenticator app besides your password.',
  ],
  [
    'Zwei-Faktor-Anmeldung ist eingeschaltet',
    'Von nun an ist zur Anmeldung außer Ihrem Passwort ein Code Ihrer Authenticator-App nötig.',
  ],
);
export const SECOND_FACTOR_DISABLED = about(
  ['Two-factor authentication is off', 'From now on, your password alone signs you in.'],
  ['Zwei-Faktor-Anmeldung ist ausgeschaltet', 'Von nun an genügt zur Anmeldung Ihr Passwort allein.'],
);
export const SECOND_FACTOR_RESET = about(
  [
    'Your second factor was reset',
    'Your authenticator app and your recovery codes hold no longer: your password alone signs you in, until you set up another one.',
  ],
  [
    'Ihr zweiter Faktor wurde zurückgesetzt',
    'Ihre Authenticator-App und Ihre Wiederherstellungscodes gelten nicht mehr: Ihr Passwort allein genügt zur Anmeldung, bis Sie eine neue einrichten.',
  ],
);
export const RECOVERY_CODES_RENEWED = about(
  ['You have new recovery codes', 'You have ten new recovery codes; those before hold no longer.'],
  [
    'Sie haben neue Wiederherstellungscodes',
    'Sie haben zehn neue Wiederherstellungscodes; die bisherigen gelten nicht mehr.',
  ],
);
export const RECOVERY_CODE_USED = about(
  [
    'A recovery code was used',
    'One of your recovery codes was used instead of your authenticator app. It holds no longer.',
  ],
  [
    'Ein Wiederherstellungscode wurde benutzt',
    'Einer Ihrer Wiederherstellungscodes wurde anstelle Ihrer Authenticator-App benutzt. Er gilt nicht mehr.',
  ],
);
