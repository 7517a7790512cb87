import { randomInt } from 'node:crypto';
import type { Answer, Api } from './use-api.ts';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { viewer { id email name role rights preferences { language timeZone } } } }`;

/** A browser as the portal sees it: an address, and the cookies that it was given. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  /** The Set-Cookie headers of the last answer. */
  lastCookies: readonly string[] = [];

  /** @param ip of its own, so that specs do not use up each other's tries */
  constructor(
    private readonly api: Api,
    readonly ip = `10.${[1, 2, 3].map(() => String(randomInt(256))).join('.')}`,
  ) {}

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): this {
    this.cookies.set(name, value);
    return this;
  }

  async ask<Data = Record<string, unknown>>(query: string, variables?: unknown): Promise<Answer<Data>> {
    const response = await this.api.portal.door.server.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: this.ip,
      headers: { host: 'localhost:4000', cookie: [...this.cookies].map(pair => pair.join('=')).join('; ') },
      payload: { query, variables },
    });
    const given = response.headers['set-cookie'] ?? [];
    this.lastCookies = typeof given === 'string' ? [given] : given;
    for (const { name, value } of response.cookies) this.cookies.set(name, value);
    return JSON.parse(response.body) as Answer<Data>;
  }

  signIn(email: unknown, password: unknown): Promise<Answer<{ signIn: { viewer: Record<string, unknown> } }>> {
    return this.ask(SIGN_IN, { input: { email, password } });
  }

  /** `signed in`, or the code by which it is refused. */
  async tries(email: string, password: string): Promise<string> {
    const { errors } = await this.signIn(email, password);
    return errors?.[0]?.extensions.code ?? 'signed in';
  }
}
