import { type CsvColumn, type CsvTable, csvTable, onePage } from '../../core/csv/csv-stream.ts';
import { CsvScope, type CsvSettings } from '../../core/csv/csv-options.ts';
import type { OrderDirection, PageArgs } from '../../core/graphql/page.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import type { ExportKind } from '../../events/export/export-kind.ts';
import type { SessionFilter } from '../session.input.ts';
import type { SessionLog } from '../session-log.ts';
import type { SessionFacts } from '../session-row.ts';

/** Which sessions are exported. */
export interface SessionList {
  readonly filter: SessionFilter;
  readonly direction?: OrderDirection;
  readonly page: PageArgs;
}

/** Lists of sessions as CSV files. */
export class SessionExport implements ExportKind<SessionList> {
  readonly name = 'sessions';
  readonly right = Right.SESSIONS_READ;

  constructor(private readonly log: SessionLog) {}

  table({ accountId }: Viewer, { filter, direction, page }: SessionList, { scope }: CsvSettings): CsvTable {
    const rows =
      scope === CsvScope.PAGE
        ? onePage(() => this.log.page(accountId, filter, page, direction))
        : this.log.all(accountId, filter, direction);
    return csvTable(COLUMNS, rows);
  }
}

/** The columns that programs may rely on: new ones come last. */
const COLUMNS: readonly CsvColumn<SessionFacts>[] = [
  { title: 'From', cell: ({ from }) => from.clientId },
  { title: 'From alias', cell: ({ from }) => from.alias },
  { title: 'To', cell: ({ to }) => to.clientId },
  { title: 'To alias', cell: ({ to }) => to.alias },
  { title: 'Requested', cell: ({ requestedAt }) => requestedAt },
  { title: 'Start', cell: ({ startedAt }) => startedAt },
  { title: 'End', cell: ({ endedAt }) => endedAt },
  { title: 'Duration seconds', cell: ({ durationSeconds }) => durationSeconds },
  { title: 'Active', cell: ({ isActive }) => (isActive ? 'yes' : 'no') },
  { title: 'End reason', cell: ({ endReason }) => endReason },
  { title: 'Comment', cell: ({ comment }) => comment },
  { title: 'Session ID', cell: ({ id }) => id },
];
