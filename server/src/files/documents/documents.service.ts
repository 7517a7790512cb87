import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../core/errors.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import type { LicenseService } from '../../license/license.service.ts';
import { applianceTarGz, groupPolicyZip } from './archives.ts';
import { CATALOG, type CatalogEntry, FORMS } from './catalog.ts';
import { DocumentKind } from './document.type.ts';
import { readingPage, STYLE_HASH } from './reading-page.ts';

/** What documents point to each other by. */
const LINKS = {
  fileOf: new Map(
    CATALOG.flatMap(entry => (entry.page === undefined ? [] : [[entry.page, `${entry.id}.html`] as const])),
  ),
};

/** Serves what people read and install by hand. */
export class DocumentsService {
  private readonly pages = new Map<string, Promise<string>>();

  constructor(
    private readonly licenses: LicenseService,
    /** The portal's own folder: what is served comes from there. */
    private readonly root: string,
  ) {}

  /** What the account may read. What is about a portal of one's own is for licenses on premises. */
  async of(accountId: string): Promise<CatalogEntry[]> {
    const { isOnPremises } = await this.licenses.of(accountId);
    return CATALOG.filter(entry => isOnPremises || !entry.isForOnPremises);
  }

  /** @throws ApiError NOT_FOUND where the account has no such document */
  async open(accountId: string, subject: string): Promise<Downloadable> {
    const id = subject.replace(/\.html$/, '');
    const entry = (await this.of(accountId)).find(each => each.id === id);
    if (!entry) throw new ApiError('NOT_FOUND', 'There is no such document');

    const { extension, type } = FORMS[entry.format];
    const file = { fileName: `${entry.id}.${extension}`, type };
    if (entry.page === undefined) return { ...file, content: () => this.archive(entry) };
    const { page, language } = entry;
    return { ...file, shownWith: STYLE_HASH, content: () => this.page(page, language) };
  }

  private page(page: string, language: string): Promise<string> {
    const known = this.pages.get(page);
    if (known) return known;
    const made = readFile(join(this.root, 'docs', page), 'utf8').then(text => readingPage(text, language, LINKS));
    made.catch(() => this.pages.delete(page));
    this.pages.set(page, made);
    return made;
  }

  private archive({ kind }: CatalogEntry): Promise<Buffer> {
    return kind === DocumentKind.GROUP_POLICY_TEMPLATES ? groupPolicyZip(this.root) : applianceTarGz(this.root);
  }
}
