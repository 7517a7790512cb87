import type { CsvSettings } from '../../core/csv/csv-options.ts';
import type { CsvTable } from '../../core/csv/csv-stream.ts';
import type { Right, Viewer } from '../../core/viewer.ts';

/** One kind of list that can be exported. A domain hands it in, as it hands in its resolvers. */
export interface ExportKind<List = never> {
  /** What the file is called, and by what the log names it: one word in small letters. */
  readonly name: string;
  readonly right: Right;
  /**
   * The list as a file.
   *
   * @param viewer who fetches it, with the rights of now
   * @param list which one, as it was asked for and has gone through JSON since
   */
  table(viewer: Viewer, list: List, settings: CsvSettings): CsvTable;
}

/** What is kept of an export between being asked for and being fetched. */
export interface ExportRequest<List = unknown> {
  readonly list: List;
  readonly settings: CsvSettings;
}
