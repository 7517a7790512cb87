import type { Clock } from '../../core/context.ts';
import type { OpenedPublic, PublicSource } from '../../core/download/public-download.ts';
import { Repeated } from '../../core/work/repeated.ts';
import type { BuiltDownload } from '../download/built-download.ts';
import type { LinksService, OpenLink } from './links.service.ts';

/** How often it is looked whether links still hold by which something is being downloaded. */
const EVERY_MS = 500;

/** Lets anybody download by a public link, and cuts off who still does when it has been revoked. */
export class PublicLinks implements PublicSource {
  private readonly running = new Map<() => void, OpenLink>();
  private readonly timer: Repeated;

  constructor(
    private readonly links: LinksService,
    private readonly download: BuiltDownload,
    private readonly now: Clock,
    report: (cause: unknown) => void,
  ) {
    this.timer = new Repeated(() => this.cutOff(), EVERY_MS, report);
  }

  start(): void {
    this.timer.start();
  }

  stop(): Promise<void> {
    return this.timer.stop();
  }

  /** @throws ApiError OVERLOADED while its download is being built */
  async open(slug: string): Promise<OpenedPublic | null> {
    const link = await this.links.open(slug, this.now());
    if (!link) return null;
    const { accountId, customClientId, id: linkId } = link;
    return {
      found: await this.download.of({ accountId, customClientId, linkId }),
      begin: cut => {
        this.running.set(cut, link);
        return () => this.running.delete(cut);
      },
    };
  }

  /** Cuts off the downloads of links that were revoked, by whatever process. */
  async cutOff(): Promise<void> {
    if (this.running.size === 0) return;
    const links = new Map([...this.running.values()].map(link => [link.id, link]));
    const ended = new Set(await this.links.ended([...links.values()]));
    for (const [cut, { id }] of this.running) if (ended.has(id)) cut();
  }
}
