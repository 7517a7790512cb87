import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { Cookies } from '../context.ts';

/** The cookies by which a browser shows who is signed in, and that it is known. No script reads them, no other site sends them. */
export class SignInCookie {
  private readonly signIn: string;
  private readonly half: string;
  private readonly browser: string;
  private readonly attributes;

  /** @param isHttps whether people reach the portal by https; only then may a cookie's name promise so */
  constructor(isHttps: boolean) {
    this.signIn = isHttps ? '__Host-sid' : 'sid';
    this.half = isHttps ? '__Host-half' : 'half';
    this.browser = isHttps ? '__Host-known' : 'known';
    this.attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps } as const;
  }

  /** The secret of the sign-in in a Cookie header. */
  in(header: string | undefined): string | undefined {
    return read(header, this.signIn);
  }

  /** What lets a resolver use the cookies of a request and its reply. */
  on(header: string | undefined, reply: FastifyReply): Cookies {
    return {
      set: (secret, expires) => void reply.setCookie(this.signIn, secret, { ...this.attributes, expires }),
      clear: () => void reply.clearCookie(this.signIn, this.attributes),
      half: read(header, this.half) ?? null,
      setHalf: (secret, expires) => void reply.setCookie(this.half, secret, { ...this.attributes, expires }),
      clearHalf: () => void reply.clearCookie(this.half, this.attributes),
      knownBrowser: read(header, this.browser) ?? null,
      setKnownBrowser: (secret, expires) => void reply.setCookie(this.browser, secret, { ...this.attributes, expires }),
    };
  }
}

const read = (header: string | undefined, name: string): string | undefined =>
  header === undefined ? undefined : fastifyCookie.parse(header)[name];
