import type { MailText, MailTexts } from '../core/mail/mail-texts.ts';

/** What every mail about a ticket says of it. */
export interface TicketFacts {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
}

/** What support is told of a letter. */
export interface LetterFacts extends TicketFacts {
  /** Whether it begins a ticket. */
  readonly isFirst: boolean;
  readonly message: string;
  readonly writer: string;
  readonly writerEmail: string;
  readonly account: string;
  readonly customerNumber: string;
  readonly files: readonly { readonly fileName: string; readonly sizeBytes: number }[];
  /** Whether the files go with the mail; where they are too large for that, they are fetched on the command line. */
  readonly isMailed: boolean;
}

// The number comes first and always in the same form, so that mail programs keep together what belongs together.
const subjectOf = ({ number, subject }: TicketFacts): string => `[${number}] ${subject}`;
const pageOf = ({ id }: TicketFacts): string => `/settings/support/${id}`;

/** What a customer has written, for support. */
export const LETTER_MAIL: MailTexts<LetterFacts> = {
  en: facts => ({
    subject: subjectOf(facts),
    paragraphs: [
      `${facts.writer} <${facts.writerEmail}> of ${facts.account} (customer ${facts.customerNumber}) ` +
        (facts.isFirst ? `has submitted ticket ${facts.number}:` : `has replied to ticket ${facts.number}:`),
      facts.message,
      ...filesOf(facts, 'Attached', 'Attached in the portal, as it is too large for a mail'),
      'Answer on the command line of the portal, and the answer stands in the ticket. An answer to this mail reaches the customer by mail alone.',
    ],
  }),
  de: facts => ({
    subject: subjectOf(facts),
    paragraphs: [
      `${facts.writer} <${facts.writerEmail}> von ${facts.account} (Kunde ${facts.customerNumber}) ` +
        (facts.isFirst
          ? `hat die Anfrage ${facts.number} gestellt:`
          : `hat auf die Anfrage ${facts.number} geantwortet:`),
      facts.message,
      ...filesOf(facts, 'Angehängt', 'Im Portal angehängt, da es für eine Mail zu groß ist'),
      'Antworten Sie über die Kommandozeile des Portals, dann steht die Antwort in der Anfrage. Eine Antwort auf diese Mail erreicht den Kunden nur per Mail.',
    ],
  }),
};

/** The ticket has arrived, for whoever submitted it. */
export const RECEIVED_MAIL: MailTexts<TicketFacts> = {
  en: (facts, { link }) => ({
    subject: subjectOf(facts),
    paragraphs: [
      `We have received your question. Its number is ${facts.number}.`,
      'You will get a mail as soon as it is answered. Until then you can add to it in the portal:',
      page('Your ticket', link(pageOf(facts))),
    ],
  }),
  de: (facts, { link }) => ({
    subject: subjectOf(facts),
    paragraphs: [
      `Ihre Anfrage ist bei uns eingegangen. Sie hat die Nummer ${facts.number}.`,
      'Sobald sie beantwortet ist, bekommen Sie eine Mail. Bis dahin können Sie sie im Portal ergänzen:',
      page('Ihre Anfrage', link(pageOf(facts))),
    ],
  }),
};

/** Support has answered, for whoever submitted the ticket. */
export const ANSWER_MAIL: MailTexts<TicketFacts & { readonly answer: string }> = {
  en: (facts, { link }) => ({
    subject: subjectOf(facts),
    paragraphs: [
      `Support has answered your ticket ${facts.number}:`,
      facts.answer,
      'Please reply in the portal, so that everything stays in one place:',
      page('Your ticket', link(pageOf(facts))),
    ],
  }),
  de: (facts, { link }) => ({
    subject: subjectOf(facts),
    paragraphs: [
      `Der Support hat Ihre Anfrage ${facts.number} beantwortet:`,
      facts.answer,
      'Bitte antworten Sie im Portal, damit alles an einer Stelle bleibt:',
      page('Ihre Anfrage', link(pageOf(facts))),
    ],
  }),
};

/** Support has closed the ticket, for whoever submitted it. */
export const CLOSED_MAIL: MailTexts<TicketFacts> = {
  en: (facts, { link }) => ({
    subject: subjectOf(facts),
    paragraphs: [
      `Support has closed your ticket ${facts.number}.`,
      'If anything is left open, reply in the portal, and the ticket is open again:',
      page('Your ticket', link(pageOf(facts))),
    ],
  }),
  de: (facts, { link }) => ({
    subject: subjectOf(facts),
    paragraphs: [
      `Der Support hat Ihre Anfrage ${facts.number} geschlossen.`,
      'Ist noch etwas offen, antworten Sie im Portal, dann ist die Anfrage wieder offen:',
      page('Ihre Anfrage', link(pageOf(facts))),
    ],
  }),
};

function filesOf({ files, isMailed }: LetterFacts, mailed: string, kept: string): string[] {
  const lines = files.map(({ fileName, sizeBytes }) => `- ${fileName} (${String(Math.ceil(sizeBytes / 1024))} KB)`);
  return files.length === 0 ? [] : [`${isMailed ? mailed : kept}:\n${lines.join('\n')}`];
}

const page = (label: string, url: string): MailText['paragraphs'][number] => ({ label, url });
