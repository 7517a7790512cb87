import type { TicketMessageFragment, TicketRowFragment } from '../app/core/graphql/generated';

/** A ticket as lists show it: submitted an hour ago, not answered yet. */
export function ticketRow(
  changes: Partial<TicketRowFragment> = {},
): TicketRowFragment & { __typename: 'SupportTicket' } {
  return {
    __typename: 'SupportTicket',
    id: 'ticket-1',
    number: 'T-2026-000042',
    subject: 'No sound',
    state: 'OPEN',
    createdAt: '2026-06-01T11:00:00Z',
    changedAt: '2026-06-01T11:00:00Z',
    ...changes,
  };
}

/** What the customer wrote first. */
export function ticketMessage(
  changes: Partial<TicketMessageFragment> = {},
): TicketMessageFragment & { __typename: 'SupportMessage' } {
  return {
    __typename: 'SupportMessage',
    id: 'message-1',
    text: 'The speakers\nare silent.',
    sentAt: '2026-06-01T11:00:00Z',
    author: { kind: 'USER', name: 'Anna Kowalczyk' },
    attachments: [],
    ...changes,
  };
}

/** What support wrote. */
export const ticketAnswer = (changes: Partial<TicketMessageFragment> = {}) =>
  ticketMessage({ id: 'message-2', text: 'Plug them in.', author: { kind: 'OPERATOR', name: 'root' }, ...changes });

/** The same ticket with all that was written about it. */
export const ticket = (
  changes: Partial<TicketRowFragment> = {},
  messages: readonly TicketMessageFragment[] = [ticketMessage()],
) => ({ ...ticketRow(changes), messages });
