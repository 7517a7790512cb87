import { makeExactValidator, makeValidator } from 'envalid';

/** What a stock RustDesk client is bound to. Empty where it keeps its own. */
export interface StockServer {
  /** The rendezvous server. */
  readonly host: string;
  readonly key: string;
  /** The portal. */
  readonly api: string;
  readonly relay: string;
}

const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:\d{1,5})?$/;
const KEY = /^[A-Za-z0-9+/]{43}=$/;

const host = makeExactValidator<string>(input => {
  if (input !== '' && !HOST.test(input))
    throw new Error('must be a host such as id.example.com or id.example.com:21116');
  return input;
});

const key = makeExactValidator<string>(input => {
  if (input !== '' && !KEY.test(input)) throw new Error('must be the 44 characters of id_ed25519.pub');
  return input;
});

/** What stock RustDesk clients are bound to beside the portal, and where the operator keeps their installer. */
export const STOCK_SETTINGS = {
  RUSTDESK_ID_SERVER: host({ default: '' }),
  RUSTDESK_KEY: key({ default: '' }),
  RUSTDESK_RELAY: host({ default: '' }),
  BASE_FOLDER: makeValidator<string>(input => input)({ default: '' }),
};
