import type { MailTexts } from '../../core/mail/mail-texts.ts';

/** What is about to end, and how it goes on. */
export interface ExpiryFacts {
  readonly product: string;
  readonly endsAt: Date;
  /** `renews`: by an invoice. `terminated`: by the customer. `expires`: by itself. `trial`: what was for nothing. */
  readonly course: 'renews' | 'terminated' | 'expires' | 'trial';
  /** The smaller product with which it goes on; null for the same. */
  readonly nextProduct: string | null;
}

/** Thirty days before a license ends or is renewed. */
export const EXPIRY_MAIL: MailTexts<ExpiryFacts> = {
  en: ({ product, endsAt, course, nextProduct }, { brand, time, link }) => ({
    subject: course === 'renews' ? `Your ${product} license will be renewed` : `Your ${product} license ends soon`,
    paragraphs: [
      {
        renews:
          `Your ${product} license of ${brand} is renewed for another year on ${time(endsAt)}` +
          `${nextProduct ? `, as ${nextProduct}` : ''}. You will get an invoice then. Until that moment you can terminate the contract.`,
        terminated: `Your contract for ${product} was terminated and ends on ${time(endsAt)}. Until then you can take the termination back.`,
        expires: `Your ${product} license of ${brand} ends on ${time(endsAt)}.`,
        trial: `Your trial of ${brand} ends on ${time(endsAt)}. Choose a product to go on.`,
      }[course],
      ...(course === 'renews'
        ? []
        : [
            'From then on no device can be enrolled and no session can begin. Everything can still be read and exported.',
          ]),
      { label: 'Your license', url: link('/license') },
    ],
  }),
  de: ({ product, endsAt, course, nextProduct }, { brand, time, link }) => ({
    subject: course === 'renews' ? `Ihre Lizenz ${product} wird verlängert` : `Ihre Lizenz ${product} endet bald`,
    paragraphs: [
      {
        renews:
          `Ihre Lizenz ${product} von ${brand} verlängert sich am ${time(endsAt)} um ein Jahr` +
          `${nextProduct ? `, dann als ${nextProduct}` : ''}. Sie erhalten dann eine Rechnung. Bis dahin können Sie den Vertrag kündigen.`,
        terminated: `Ihr Vertrag über ${product} ist gekündigt und endet am ${time(endsAt)}. Bis dahin können Sie die Kündigung zurücknehmen.`,
        expires: `Ihre Lizenz ${product} von ${brand} endet am ${time(endsAt)}.`,
        trial: `Ihre Testphase von ${brand} endet am ${time(endsAt)}. Wählen Sie ein Produkt, um weiterzumachen.`,
      }[course],
      ...(course === 'renews'
        ? []
        : [
            'Danach kann kein Gerät mehr angemeldet und keine Sitzung begonnen werden. Lesen und exportieren geht weiterhin.',
          ]),
      { label: 'Ihre Lizenz', url: link('/license') },
    ],
  }),
};
