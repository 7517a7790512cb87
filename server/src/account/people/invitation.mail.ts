import type { MailTexts } from '../../core/mail/mail-texts.ts';

/** Asks somebody to join an account. No password is in it: the person chooses one. */
export const INVITATION: MailTexts<{ by: string; account: string; secret: string; days: number }> = {
  en: ({ by, account, secret, days }, { brand, link }) => ({
    subject: `${by} invites you to ${brand}`,
    paragraphs: [
      'Hello,',
      `${by} invites you to the account “${account}” in ${brand}.`,
      { label: `To join it, choose a password within ${String(days)} days`, url: link(`/invitation#${secret}`) },
      'If you do not know what this is about, do nothing.',
    ],
  }),
  de: ({ by, account, secret, days }, { brand, link }) => ({
    subject: `${by} lädt Sie zu ${brand} ein`,
    paragraphs: [
      'Guten Tag,',
      `${by} lädt Sie in das Konto „${account}“ bei ${brand} ein.`,
      {
        label: `Um beizutreten, wählen Sie innerhalb von ${String(days)} Tagen ein Passwort`,
        url: link(`/invitation#${secret}`),
      },
      'Falls Sie nicht wissen, worum es geht, tun Sie nichts.',
    ],
  }),
};
