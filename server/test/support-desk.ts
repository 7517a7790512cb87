import { granted } from './session-desk.ts';
import type { Api, Asker } from './use-api.ts';

const MESSAGE = 'id text sentAt author { kind name }';
export const TICKET = `id number subject state createdAt changedAt author { kind id name } messages { ${MESSAGE} }`;
export const SUBMIT = `mutation ($input: SubmitTicketInput!) { submitTicket(input: $input) { ${TICKET} } }`;
export const REPLY = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { ${TICKET} } }`;
export const CLOSE = `mutation ($id: ID!) { closeTicket(id: $id) { ${TICKET} } }`;
export const ONE = `query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`;

/** A ticket as the API shows it. */
export interface ShownTicket {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly author: { kind: string; id: string; name: string };
  readonly messages: { id: string; text: string; sentAt: string; author: { kind: string; name: string } }[];
}

/** What specs of support ask, in the words of the API. */
export const supportDesk = (api: Api) => ({
  submit: (asker: Asker, input: object = {}) =>
    api.as<{ submitTicket: ShownTicket }>(asker, SUBMIT, {
      input: { subject: 'No sound', message: 'The speakers are silent.', ...input },
    }),

  /** As `submit`, for what must succeed. */
  async submitted(asker: Asker, input: object = {}): Promise<ShownTicket> {
    return granted(await this.submit(asker, input)).submitTicket;
  },

  reply: (asker: Asker, id: string, input: object = {}) =>
    api.as<{ replyToTicket: ShownTicket }>(asker, REPLY, { input: { id, message: 'Still silent.', ...input } }),

  async replied(asker: Asker, id: string, input: object = {}): Promise<ShownTicket> {
    return granted(await this.reply(asker, id, input)).replyToTicket;
  },

  async closed(asker: Asker, id: string): Promise<ShownTicket> {
    return granted(await api.as<{ closeTicket: ShownTicket }>(asker, CLOSE, { id })).closeTicket;
  },

  async shown(asker: Asker, id: string): Promise<ShownTicket | null> {
    return granted(await api.as<{ ticket: ShownTicket | null }>(asker, ONE, { id })).ticket;
  },
});
