import { Readable } from 'node:stream';
import type { Clock } from '../../core/context.ts';
import { csvText } from '../../core/csv/csv-stream.ts';
import { newDateWriter } from '../../core/csv/csv-dates.ts';
import { CsvDateFormat } from '../../core/csv/csv-options.ts';
import { ApiError } from '../../core/errors.ts';
import type { DownloadSource } from '../../core/download/download.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import type { Viewer } from '../../core/viewer.ts';
import type { ExportKind } from './export-kind.ts';
import { EXPORTS, type ExportsService, type StoredExport } from './exports.service.ts';

const RENEW_MS = 10_000;

/** Lists as CSV files under `/my/exports/<ticket>`: one of an account at a time, each once, and never held as a whole. */
export class ExportSource implements DownloadSource {
  readonly kind = EXPORTS;
  readonly isByTicketOnly = true;
  private readonly kinds: ReadonlyMap<string, ExportKind>;

  constructor(
    private readonly exports: ExportsService,
    kinds: readonly ExportKind[],
    private readonly now: Clock,
    private readonly report: (cause: unknown) => void,
  ) {
    this.kinds = new Map(kinds.map(kind => [kind.name, kind]));
  }

  /** @throws ApiError NOT_FOUND; FORBIDDEN where the viewer may not see the list any more */
  async open(viewer: Viewer, id: string): Promise<Downloadable> {
    const stored = await this.exports.get(viewer, id);
    const kind = this.kinds.get(stored.kind);
    if (!kind) throw new ApiError('NOT_FOUND', 'There is no such export');
    if (!viewer.rights.has(kind.right)) {
      throw new ApiError('FORBIDDEN', 'You lack the right to do this', { right: kind.right });
    }
    const { timeZone } = stored.request.settings;
    const day = newDateWriter(CsvDateFormat.YEAR_MONTH_DAY, timeZone)(this.now()).slice(0, 10);
    return {
      fileName: `${kind.name}-${day}.csv`,
      type: 'text/csv; charset=utf-8; header=present',
      content: async () => {
        await this.exports.begin(viewer.accountId, id);
        return this.stream(viewer, stored, kind);
      },
    };
  }

  private stream(viewer: Viewer, { id, request }: StoredExport, kind: ExportKind): Readable {
    const { accountId } = viewer;
    const { exports, now, report } = this;
    const progress = { rows: 0, isComplete: false };
    async function* text(): AsyncGenerator<string> {
      const table = kind.table(viewer, request.list as never, request.settings);
      yield* csvText(table, request.settings, rows => (progress.rows += rows));
      progress.isComplete = true;
      // Before the end goes out: whoever has it may ask for another one.
      await exports.finish(accountId, id, progress);
    }

    const stream = Readable.from(text(), { objectMode: false });
    const timer = setInterval(() => {
      exports.renew(accountId, id, progress, now()).catch(report);
    }, RENEW_MS);
    stream.once('error', report).once('close', () => {
      clearInterval(timer);
      // Nobody reads it any more, or it failed.
      if (!progress.isComplete) exports.finish(accountId, id, progress).catch(report);
    });
    return stream;
  }
}
