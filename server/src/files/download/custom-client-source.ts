import type { DownloadSource } from '../../core/download/download.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import type { CustomClientService } from '../custom-client/custom-client.service.ts';
import type { BuiltDownload } from './built-download.ts';

/** The kind of download under which the account's own people get a custom client: `/my/custom-clients/<id>`. */
export const CUSTOM_CLIENTS = 'custom-clients';

/** Lets the account's own people download its custom clients. */
export class CustomClientSource implements DownloadSource {
  readonly kind = CUSTOM_CLIENTS;
  readonly right = Right.FILES_READ;

  constructor(
    private readonly customClients: CustomClientService,
    private readonly download: BuiltDownload,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN by the product, OVERLOADED while it is being built */
  async open({ accountId }: Viewer, id: string): Promise<Downloadable> {
    const client = await this.customClients.required(accountId, id);
    return this.download.of({ accountId, customClientId: client.id, linkId: null });
  }
}
