import type { MailTexts } from '../../core/mail/mail-texts.ts';

/** What somebody did with a password, as far as its owner should know. */
interface Done {
  readonly name: string;
  readonly at: Date;
  /** The network address that it came from. */
  readonly ip: string;
}

/** The link by which a forgotten password is replaced. */
export const PASSWORD_RESET_LINK: MailTexts<Done & { secret: string; minutes: number }> = {
  en: ({ name, at, ip, secret, minutes }, { brand, link, time }) => ({
    subject: `Your password for ${brand}`,
    paragraphs: [
      `Hello ${name},`,
      `on ${time(at)} somebody at the address ${ip} asked for a new password for you.`,
      {
        label: `To choose one, follow this link within ${String(minutes)} minutes`,
        url: link(`/reset-password#${secret}`),
      },
      'If that was not you, do nothing: your password stays as it is.',
    ],
  }),
  de: ({ name, at, ip, secret, minutes }, { brand, link, time }) => ({
    subject: `Ihr Passwort für ${brand}`,
    paragraphs: [
      `Guten Tag, ${name},`,
      `am ${time(at)} hat jemand von der Adresse ${ip} aus ein neues Passwort für Sie angefordert.`,
      {
        label: `Um eines zu wählen, folgen Sie innerhalb von ${String(minutes)} Minuten diesem Link`,
        url: link(`/reset-password#${secret}`),
      },
      'Falls Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
    ],
  }),
};

/** The password is another one now. */
export const PASSWORD_CHANGED: MailTexts<Done> = {
  en: ({ name, at, ip }, { brand, link, time }) => ({
    subject: `Your password for ${brand} was changed`,
    paragraphs: [
      `Hello ${name},`,
      `your password was changed on ${time(at)}, from the address ${ip}. Wherever else you were signed in, you are so no longer. API tokens that you have made still hold.`,
      { label: 'If that was not you, choose another one at once', url: link('/forgot-password') },
    ],
  }),
  de: ({ name, at, ip }, { brand, link, time }) => ({
    subject: `Ihr Passwort für ${brand} wurde geändert`,
    paragraphs: [
      `Guten Tag, ${name},`,
      `Ihr Passwort wurde am ${time(at)} von der Adresse ${ip} aus geändert. Überall sonst, wo Sie angemeldet waren, sind Sie es nun nicht mehr. API-Tokens, die Sie erstellt haben, gelten weiter.`,
      { label: 'Falls Sie das nicht waren, wählen Sie sofort ein anderes', url: link('/forgot-password') },
    ],
  }),
};

/** Others have tried to guess it. */
export const LOCKED_OUT: MailTexts<Done> = {
  en: ({ name, at, ip }, { brand, link, time }) => ({
    subject: `Somebody tried to sign in to ${brand} as you`,
    paragraphs: [
      `Hello ${name},`,
      `on ${time(at)} somebody at the address ${ip} tried too many wrong passwords or codes as you. New tries from elsewhere have to wait; browsers in which you have signed in before are not affected.`,
      { label: 'If your password may be known to others, change it', url: link('/settings/security') },
    ],
  }),
  de: ({ name, at, ip }, { brand, link, time }) => ({
    subject: `Jemand wollte sich bei ${brand} als Sie anmelden`,
    paragraphs: [
      `Guten Tag, ${name},`,
      `am ${time(at)} hat jemand von der Adresse ${ip} aus zu oft ein falsches Passwort oder einen falschen Code für Sie eingegeben. Neue Versuche von anderswo müssen warten; Browser, in denen Sie schon einmal angemeldet waren, sind nicht betroffen.`,
      { label: 'Falls andere Ihr Passwort kennen könnten, ändern Sie es', url: link('/settings/security') },
    ],
  }),
};
