import { createWriteStream } from 'node:fs';
import { access, readFile, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { madePlain } from '../../core/graphql/validation.ts';
import { ActorKind } from '../../events/actor.ts';
import type { WholeTicket } from '../../support/support.service.ts';
import { TicketState } from '../../support/ticket.entity.ts';
import type { Call } from '../cli/call.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { Refusal, UsageError } from '../cli/refusals.ts';
import { facts, shown, table } from '../cli/shown.ts';
import type { Desk } from '../office.ts';

/** How the operator answers those who write to support. */
export const TICKET_COMMANDS: readonly Command[] = [
  {
    name: 'tickets list',
    about: 'list the tickets that wait for an answer, the longest waiting first; at most 1,000',
    options: { state: { value: 'STATE', about: 'those that are open (by default), answered or closed' } },
    example: 'tickets list --state answered',
    run: async (call, office) => list(call, await office.desk()),
  },
  {
    name: 'tickets show',
    about: 'show a ticket with all that was written about it',
    takes: ['NUMBER'],
    example: 'tickets show T-2026-000042',
    run: async (call, office) => shownTicket(await (await office.desk()).support.show(call.at(0))),
  },
  {
    name: 'tickets answer',
    about: 'answer a ticket, and mail the answer to the customer',
    takes: ['NUMBER'],
    options: {
      text: { value: 'TEXT', about: 'the answer' },
      file: { value: 'FILE', about: 'a file that holds the answer, in UTF-8' },
    },
    example: 'tickets answer T-2026-000042 --file answer.txt --by Grace',
    run: async (call, office) => {
      const text = await answerOf(call);
      return shownTicket(await (await office.desk()).support.answer(call.at(0), text, call.actor));
    },
  },
  {
    name: 'tickets close',
    about: 'close a ticket, and mail that to the customer; a reply opens it again',
    takes: ['NUMBER'],
    example: 'tickets close T-2026-000042',
    run: async (call, office) => shownTicket(await (await office.desk()).support.close(call.at(0), call.actor)),
  },
  {
    name: 'tickets attachment',
    about: 'write a file that a customer has attached into a file here',
    takes: ['NUMBER', 'ID'],
    options: { to: { value: 'FILE', about: 'the file, which must not be there yet', isRequired: true } },
    example: 'tickets attachment T-2026-000042 0199c1de-7f2e-7cc1-b1f5-1c8e7a0f2d11 --to screen.png',
    run: async (call, office) => fetchAttachment(call, await office.desk()),
  },
];

async function list(call: Call, { support }: Desk): Promise<Outcome> {
  const state = call.choice('state', Object.values(TicketState)) ?? TicketState.OPEN;
  const tickets = await support.list([state]);
  const titles = ['Number', 'Changed', 'State', 'Customer', 'Account', 'Subject'];
  const rows = tickets.map(each => [
    each.number,
    each.changedAt,
    each.state,
    each.customerNumber,
    each.account,
    each.subject,
  ]);
  return { json: { tickets }, text: table(titles, rows) };
}

function shownTicket({ messages, ...ticket }: WholeTicket): Outcome {
  const { author, accountId: _, id: __, ...known } = ticket;
  const texts = messages.map(message => {
    const by = message.author.kind === ActorKind.OPERATOR ? 'Support' : 'Customer';
    const lines = message.text.split('\n').map(line => `  ${madePlain(line)}`);
    const files = message.attachments.map(
      file => `  [${file.id} ${madePlain(file.fileName)}, ${String(file.sizeBytes)} bytes]`,
    );
    return [`${shown(message.sentAt)}  ${by} (${shown(message.author.name)})`, ...lines, ...files].join('\n');
  });
  const json = { ...ticket, messages: messages.map(({ accountId: _, ticketId: __, ...message }) => message) };
  return { json, text: [facts({ ...known, by: author.name }), ...texts].join('\n\n') };
}

async function answerOf(call: Call): Promise<string> {
  const [text, file] = [call.text('text'), call.text('file')];
  if ((text === undefined) === (file === undefined)) throw new UsageError('Give the answer by --text or by --file');
  if (file === undefined) return text ?? '';
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`--file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  });
}

async function fetchAttachment(call: Call, { support }: Desk): Promise<Outcome> {
  const { content, ...attachment } = await support.attachment(call.at(0), call.at(1));
  const to = call.text('to') ?? '';
  const isThere = await access(to).then(
    () => true,
    () => false,
  );
  if (isThere) throw new Refusal('FILE_EXISTS', `${to} is there already`, 'Name another file.');
  try {
    await pipeline(content, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
  return { json: { ...attachment, to }, text: `Written to ${to}. It came from a customer: open it with care.` };
}
