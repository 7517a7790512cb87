import { ApiError } from '../../core/errors.ts';
import type { DownloadSource } from '../../core/download/download.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import type { StockServer } from '../../core/settings/stock-settings.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import { windowsFileName } from './config-string.ts';
import type { StockInstallers } from './stock-installer.ts';

/** The kind of download under which stock clients are got: `/my/stock-clients/windows`. */
export const STOCK_CLIENTS = 'stock-clients';
export const WINDOWS = 'windows';

/** Lets people download the stock installer that the operator offers, under the name that configures it. */
export class StockClientSource implements DownloadSource {
  readonly kind = STOCK_CLIENTS;
  readonly right = Right.FILES_READ;

  constructor(
    private readonly server: StockServer,
    private readonly installers: StockInstallers,
  ) {}

  /** @throws ApiError NOT_FOUND where the operator offers none */
  async open(_: Viewer, subject: string): Promise<Downloadable> {
    const installer = subject === WINDOWS ? await this.installers.windows() : null;
    const fileName = windowsFileName(this.server);
    if (!installer || !fileName) throw new ApiError('NOT_FOUND', 'No such installer is offered');
    return { fileName, type: 'application/vnd.microsoft.portable-executable', content: { path: installer.path } };
  }
}
