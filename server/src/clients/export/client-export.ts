import { type CsvColumn, type CsvTable, csvTable, onePage } from '../../core/csv/csv-stream.ts';
import { CsvScope, type CsvSettings } from '../../core/csv/csv-options.ts';
import type { Clock } from '../../core/context.ts';
import type { PageArgs } from '../../core/graphql/page.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import type { ExportKind } from '../../events/export/export-kind.ts';
import { Presence } from '../client.entity.ts';
import type { ClientFilter, ClientOrder } from '../client.input.ts';
import type { ClientRow } from '../client-row.ts';
import type { ClientsService } from '../clients.service.ts';

/** Which clients are exported. */
export interface ClientList {
  readonly filter: ClientFilter;
  readonly order: ClientOrder | null;
  readonly page: PageArgs;
}

/** Lists of clients as CSV files. */
export class ClientExport implements ExportKind<ClientList> {
  readonly name = 'clients';
  readonly right = Right.CLIENTS_READ;

  constructor(
    private readonly clients: ClientsService,
    private readonly now: Clock,
  ) {}

  table({ accountId }: Viewer, { filter, order, page }: ClientList, { scope }: CsvSettings): CsvTable {
    const rows =
      scope === CsvScope.PAGE
        ? onePage(() => this.clients.page(accountId, filter, order, page))
        : this.clients.all(accountId, filter, order);
    return csvTable(columnsAt(this.now()), rows);
  }
}

/** The columns that programs may rely on: new ones come last. */
function columnsAt(now: Date): CsvColumn<ClientRow>[] {
  const onlineSeconds = ({ onlineSince }: ClientRow): number | null =>
    onlineSince && Math.max(0, Math.floor((now.getTime() - onlineSince.getTime()) / 1000));
  return [
    { title: 'ID', cell: ({ id }) => id },
    { title: 'Alias', cell: ({ alias }) => alias },
    { title: 'Online', cell: ({ presence }) => (presence === Presence.OFFLINE ? 'no' : 'yes') },
    { title: 'Online since', cell: ({ onlineSince }) => onlineSince },
    { title: 'Online seconds', cell: onlineSeconds },
    { title: 'Version', cell: ({ version }) => version },
    { title: 'Platform', cell: ({ platform }) => platform },
    { title: 'Host name', cell: ({ hostName }) => hostName },
    { title: 'Last seen', cell: ({ lastSeenAt }) => lastSeenAt },
    { title: 'Registered', cell: ({ enrolledAt }) => enrolledAt },
    { title: 'Comment', cell: ({ comment }) => comment },
  ];
}
