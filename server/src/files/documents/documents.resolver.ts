import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import type { DownloadSource } from '../../core/download/download.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import { Document, DocumentFormat } from './document.type.ts';
import type { DocumentsService } from './documents.service.ts';

const DOCUMENTS = 'documents';

@Resolver()
export class DocumentsResolver {
  constructor(private readonly service: DocumentsService) {}

  @Authorized(Right.FILES_READ)
  @Query(() => [Document], {
    description:
      "What there is to read, in the order in which it is listed. What is about a portal of one's own is there for licenses on premises.",
  })
  async documents(@Ctx() { viewer }: ViewerContext): Promise<Document[]> {
    const entries = await this.service.of(viewer.accountId);
    return entries.map(({ id, kind, format, language }) => ({
      ...{ id, kind, format, language },
      url: `/my/${DOCUMENTS}/${id}${format === DocumentFormat.HTML ? '.html' : ''}`,
    }));
  }
}

/** Lets people read the documents: `/my/documents/<id>`. */
export class DocumentSource implements DownloadSource {
  readonly kind = DOCUMENTS;
  readonly right = Right.FILES_READ;

  constructor(private readonly service: DocumentsService) {}

  open({ accountId }: Viewer, subject: string): Promise<Downloadable> {
    return this.service.open(accountId, subject);
  }
}
