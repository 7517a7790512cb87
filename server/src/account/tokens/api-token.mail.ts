import type { MailTexts } from '../../core/mail/mail-texts.ts';

/** Tells who has made an API token that it was made. */
export const API_TOKEN_CREATED: MailTexts<{ name: string; token: string; ip: string; at: Date }> = {
  en: ({ name, token, ip, at }, { brand, link, time }) => ({
    subject: `A new API token in ${brand}`,
    paragraphs: [
      `Hello ${name},`,
      `on ${time(at)} an API token called “${token}” was made in your name, from the address ${ip}.`,
      'If that was not you, revoke it and change your password.',
      { label: 'Your API tokens', url: link('/settings/tokens') },
    ],
  }),
  de: ({ name, token, ip, at }, { brand, link, time }) => ({
    subject: `Ein neues API-Token in ${brand}`,
    paragraphs: [
      `Guten Tag, ${name},`,
      `am ${time(at)} wurde in Ihrem Namen ein API-Token mit dem Namen „${token}“ erstellt, von der Adresse ${ip} aus.`,
      'Falls Sie das nicht waren, widerrufen Sie es und ändern Sie Ihr Passwort.',
      { label: 'Ihre API-Tokens', url: link('/settings/tokens') },
    ],
  }),
};
