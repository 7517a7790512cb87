import { granted } from './session-desk.ts';
import { type Api, type Asker, headersOf } from './use-api.ts';

const MESSAGE = 'id text sentAt author { kind name } attachments { id fileName type sizeBytes }';
export const TICKET = `id number subject state createdAt changedAt author { kind id name } messages { ${MESSAGE} }`;
export const SUBMIT = `mutation ($input: SubmitTicketInput!) { submitTicket(input: $input) { ${TICKET} } }`;
export const REPLY = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { ${TICKET} } }`;
export const CLOSE = `mutation ($id: ID!) { closeTicket(id: $id) { ${TICKET} } }`;
export const ONE = `query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`;

/** The smallest picture that there is. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface ShownAttachment {
  readonly id: string;
  readonly fileName: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** What came of sending a file. */
export interface Uploaded {
  readonly status: number;
  /** The code of the refusal, and its reason where it has one. */
  readonly refusal: string | undefined;
  readonly message: string | undefined;
  readonly file: ShownAttachment;
}

/** A ticket as the API shows it. */
export interface ShownTicket {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly author: { kind: string; id: string; name: string };
  readonly messages: {
    id: string;
    text: string;
    sentAt: string;
    author: { kind: string; name: string };
    attachments: ShownAttachment[];
  }[];
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

  /** Sends a file. */
  async upload(
    asker: Asker,
    name: string | null = 'screen.png',
    bytes: Buffer = PNG,
    headers: Record<string, string> = {},
  ): Promise<Uploaded> {
    const { statusCode: status, body } = await api.portal.door.server.inject({
      method: 'POST',
      url: '/upload',
      headers: {
        host: 'localhost:4000',
        ...headersOf(asker),
        ...(name !== null && { 'x-file-name': encodeURIComponent(name) }),
        ...headers,
      },
      payload: bytes,
    });
    const answer = JSON.parse(body) as ShownAttachment & { errors?: [Refused] };
    const [refused] = answer.errors ?? [];
    const { code, details } = refused?.extensions ?? {};
    return { status, refusal: details?.reason ?? code, message: refused?.message, file: answer };
  },

  /** As `upload`, for what must succeed. Answers its id. */
  async uploaded(asker: Asker, name?: string, bytes?: Buffer): Promise<string> {
    const { file, message } = await this.upload(asker, name, bytes);
    if (message !== undefined) throw new Error(message);
    return file.id;
  },

  /** Where an attachment can be fetched. */
  async addressOf(asker: Asker, id: string): Promise<string> {
    const ask = 'mutation ($id: ID!) { downloadAttachment(id: $id) { url } }';
    return granted(await api.as<{ downloadAttachment: { url: string } }>(asker, ask, { id })).downloadAttachment.url;
  },

  async shown(asker: Asker, id: string): Promise<ShownTicket | null> {
    return granted(await api.as<{ ticket: ShownTicket | null }>(asker, ONE, { id })).ticket;
  },
});

interface Refused {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly details?: { readonly reason?: string } };
}
