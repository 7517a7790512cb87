import type { MailTexts } from '../../core/mail/mail-texts.ts';

interface Wish {
  readonly company: string;
  /** The network address that it came from. */
  readonly ip: string;
}

/** The link by which a new account is opened. */
export const SIGN_UP_LINK: MailTexts<Wish & { secret: string; hours: number; trialDays: number }> = {
  en: ({ company, ip, secret, hours, trialDays }, { brand, link }) => ({
    subject: `Your account with ${brand}`,
    paragraphs: [
      'Hello,',
      `somebody at the address ${ip} asked for the account “${company}” in ${brand} with this e-mail address.`,
      {
        label: `To open it, choose a password within ${String(hours)} hours`,
        url: link(`/sign-up#${secret}`),
      },
      `You can try everything for ${String(trialDays)} days, without paying and without having to cancel.`,
      'If that was not you, do nothing: no account is made.',
    ],
  }),
  de: ({ company, ip, secret, hours, trialDays }, { brand, link }) => ({
    subject: `Ihr Konto bei ${brand}`,
    paragraphs: [
      'Guten Tag,',
      `von der Adresse ${ip} aus hat jemand mit dieser E-Mail-Adresse das Konto „${company}“ bei ${brand} angefordert.`,
      {
        label: `Um es zu eröffnen, wählen Sie innerhalb von ${String(hours)} Stunden ein Passwort`,
        url: link(`/sign-up#${secret}`),
      },
      `Sie können ${String(trialDays)} Tage lang alles ausprobieren, ohne zu bezahlen und ohne kündigen zu müssen.`,
      'Falls Sie das nicht waren, tun Sie nichts: Es entsteht kein Konto.',
    ],
  }),
};

/** What somebody is told who has an account already, instead of the page, which tells strangers nothing. */
export const SIGN_UP_KNOWN: MailTexts<Wish> = {
  en: ({ ip }, { brand, link }) => ({
    subject: `Your account with ${brand}`,
    paragraphs: [
      'Hello,',
      `somebody at the address ${ip} asked for a new account in ${brand} with this e-mail address, which is that of a user already.`,
      { label: 'To sign in', url: link('/sign-in') },
      { label: 'If you do not know your password any more', url: link('/forgot-password') },
      'If that was not you, do nothing: nothing has changed.',
    ],
  }),
  de: ({ ip }, { brand, link }) => ({
    subject: `Ihr Konto bei ${brand}`,
    paragraphs: [
      'Guten Tag,',
      `von der Adresse ${ip} aus hat jemand mit dieser E-Mail-Adresse ein neues Konto bei ${brand} angefordert. Es gibt damit schon einen Benutzer.`,
      { label: 'Zum Anmelden', url: link('/sign-in') },
      { label: 'Falls Sie Ihr Passwort nicht mehr wissen', url: link('/forgot-password') },
      'Falls Sie das nicht waren, tun Sie nichts: Es hat sich nichts geändert.',
    ],
  }),
};
