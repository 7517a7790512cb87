import { isTimeZone } from '../time/time-zone.ts';

/** Whom a mail is for, and how they want to be spoken to. */
export interface Recipient {
  readonly name: string;
  /** One plain address: see `isMailAddress`. */
  readonly address: string;
  /** By BCP 47. Mails are written in English and German: whoever speaks another language gets English. */
  readonly language: string;
  /** By its IANA name. */
  readonly timeZone: string;
}

/** What the text of a mail may need besides its facts. */
export interface House {
  /** What the portal is called. */
  readonly brand: string;
  /** An address of the portal. What is behind the # stays in the reader's browser. */
  readonly link: (path: string) => string;
  /** A moment, by the reader's clock and in the reader's language. */
  readonly time: (at: Date) => string;
}

/** A paragraph of text, or an address to follow with what it is good for. */
export type Paragraph = string | { readonly label: string; readonly url: string };

/** What a mail says. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly Paragraph[];
}

type Writer<Facts> = (facts: Facts, house: House) => MailText;

/** One kind of mail in every language that mails are written in. A domain keeps its own in `<thing>.mail.ts`. */
export interface MailTexts<Facts> {
  readonly en: Writer<Facts>;
  readonly de: Writer<Facts>;
}

/** A mail's text, as mail carries it. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const MAX_SUBJECT_LENGTH = 200;
// Whatever begins a new line somewhere, or turns the reading round.
const UNSHOWN = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** A text as one line that is shown as it is. */
export const oneLine = (text: string, max: number): string =>
  [...text.replace(UNSHOWN, ' ').trim()].slice(0, max).join('');

const shownLines = (text: string): string =>
  text
    .split('\n')
    .map(line => line.replace(UNSHOWN, ' '))
    .join('\n');

/** Writes a mail in the recipient's language, as plain text and as HTML in which nothing but our own is markup. */
export function written<Facts>(
  texts: MailTexts<Facts>,
  facts: Facts,
  recipient: Pick<Recipient, 'language' | 'timeZone'>,
  portal: { readonly brand: string; readonly url: URL },
): WrittenMail {
  const language = recipient.language.startsWith('de') ? 'de' : 'en';
  const timeZone = isTimeZone(recipient.timeZone) ? recipient.timeZone : 'UTC';
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone,
  });
  const mail = texts[language](facts, {
    brand: portal.brand,
    link: path => new URL(path, portal.url).href,
    time: at => format.format(at),
  });
  const subject = oneLine(mail.subject, MAX_SUBJECT_LENGTH);
  const paragraphs = mail.paragraphs.map(each => (typeof each === 'string' ? shownLines(each) : each));
  return {
    subject,
    text: `${paragraphs.map(plain).join('\n\n')}\n\n-- \n${portal.brand}\n${portal.url.href}\n`,
    html: page(language, subject, [...paragraphs.map(markup), `<p>${escaped(portal.brand)}</p>`]),
  };
}

const plain = (paragraph: Paragraph): string =>
  typeof paragraph === 'string' ? paragraph : `${paragraph.label}:\n${paragraph.url}`;

function markup(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`;
  return `<p>${escaped(paragraph.label)}:<br><a href="${escaped(paragraph.url)}">${escaped(paragraph.url)}</a></p>`;
}

const page = (language: string, title: string, paragraphs: readonly string[]): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n` +
  `<body>\n${paragraphs.join('\n')}\n</body></html>\n`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
