import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../settings/settings.ts';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Knows under which names the portal is called, and the pages of which Origins may call it. */
export class Access {
  private readonly origins: ReadonlySet<string>;
  private readonly hosts: ReadonlySet<string>;

  constructor(portalUrl: URL, allowedOrigins: readonly string[]) {
    const urls = [...namesOf(portalUrl), ...allowedOrigins.map(origin => new URL(origin))];
    this.origins = new Set(urls.map(url => url.origin));
    this.hosts = new Set(urls.map(url => url.hostname));
  }

  /**
   * Whether the Host header names the portal, on any port. A foreign name there is a page elsewhere that made its own
   * name mean this machine.
   */
  isKnownHost(host: string | undefined): boolean {
    return host !== undefined && this.hosts.has(host.toLowerCase().replace(/:\d{1,5}$/, ''));
  }

  /** Whether the page of this Origin may call. Compared exactly: Origins differ in scheme, port and every letter. */
  isAllowedOrigin(origin: string): boolean {
    return this.origins.has(origin);
  }

  /**
   * Whether a page of another site is behind the request. Browsers name the Origin of what is no plain reading; where
   * they do not, Sec-Fetch-Site tells. What is no browser sends neither, and has no cookie that could be abused.
   */
  isForeign({ origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
    if (origin !== undefined) return !this.isAllowedOrigin(origin);
    return site !== undefined && site !== 'same-origin' && site !== 'none';
  }
}

/** The portal's address; this machine has three names, and a person may type any of them. */
function namesOf(portalUrl: URL): URL[] {
  if (!isLoopback(portalUrl.hostname)) return [portalUrl];
  return LOOPBACK_NAMES.map(name => new URL(`${portalUrl.protocol}//${name}${portalUrl.port && `:${portalUrl.port}`}`));
}
