import { Secret, TOTP } from 'otpauth';
import { Browser } from './browser.ts';
import { granted } from './session-desk.ts';
import { PASSWORD, type Person } from './tenant.ts';
import type { Answer, Api } from './use-api.ts';

const BEGIN = 'mutation ($password: String!) { beginTotp(password: $password) { secret uri } }';
const CONFIRM = 'mutation ($code: String!) { confirmTotp(code: $code) { codes } }';
const VERIFY = 'mutation ($code: String!) { verifySecondFactor(code: $code) { viewer { id } } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { needsSecondFactor viewer { id } } }';

/** What an authenticator app shows at the present of a spec. */
export const codeOf = ({ now }: Api, secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

/** Lets the next step of time begin, so that the app shows a code that was not used yet. */
export function nextStep(api: Api): void {
  api.now = new Date(api.now.getTime() + 30_000);
}

/** A browser in which a person without a second factor has signed in. */
export async function signedIn(api: Api, { email }: Pick<Person, 'email'>): Promise<Browser> {
  const browser = new Browser(api);
  if ((await browser.tries(email, PASSWORD)) !== 'signed in') throw new Error('Not signed in');
  return browser;
}

export const begin = (
  browser: Browser,
  password = PASSWORD,
): Promise<Answer<{ beginTotp: { secret: string; uri: string } }>> => browser.ask(BEGIN, { password });
export const confirm = (browser: Browser, code: unknown): Promise<Answer<{ confirmTotp: { codes: string[] } }>> =>
  browser.ask(CONFIRM, { code });
export const verify = (browser: Browser, code: unknown): Promise<Answer<{ verifySecondFactor: object }>> =>
  browser.ask(VERIFY, { code });

/** The first step of signing in. */
export const enter = (
  browser: Browser,
  { email }: Pick<Person, 'email'>,
): Promise<Answer<{ signIn: { needsSecondFactor: boolean; viewer: object | null } }>> =>
  browser.ask(SIGN_IN, { input: { email, password: PASSWORD } });

/** A browser that has taken the first step of two. */
export async function halfSignedIn(api: Api, person: Pick<Person, 'email'>): Promise<Browser> {
  const browser = new Browser(api);
  await enter(browser, person);
  return browser;
}

/** Sets up a second factor in a browser. Answers the app's secret and the recovery codes. */
export async function enrolled(api: Api, browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const { secret } = granted(await begin(browser)).beginTotp;
  const { codes } = granted(await confirm(browser, codeOf(api, secret))).confirmTotp;
  nextStep(api);
  return { secret, codes };
}
