import { stringify } from 'csv-stringify/sync';
import { defused } from './csv-cells.ts';
import { newDateWriter } from './csv-dates.ts';
import type { CsvSettings } from './csv-options.ts';

type Cell = string | number | Date | null;

/** One column of a file. */
export interface CsvColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Cell;
}

/** A list as a file: made page by page, and never held as a whole. */
export interface CsvTable {
  readonly titles: readonly string[];
  readonly pages: AsyncIterable<Cell[][]>;
}

/** A list as a file, of which each column is told by the row. */
export function csvTable<Row>(columns: readonly CsvColumn<Row>[], rows: AsyncIterable<readonly Row[]>): CsvTable {
  async function* pages(): AsyncGenerator<Cell[][]> {
    for await (const page of rows) yield page.map(row => columns.map(({ cell }) => cell(row)));
  }
  return { titles: columns.map(({ title }) => title), pages: pages() };
}

/** A page as the only one of a file. */
export async function* onePage<Row>(
  read: () => Promise<{ readonly nodes: readonly Row[] }>,
): AsyncGenerator<readonly Row[]> {
  yield (await read()).nodes;
}

/** So that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The text of a file, a piece for each page. Texts are always quoted and have lost what a spreadsheet could run; numbers
 * stay numbers.
 *
 * @param onRows is told how many rows went out with each piece
 */
export async function* csvText(
  { titles, pages }: CsvTable,
  { dateFormat, timeZone }: Pick<CsvSettings, 'dateFormat' | 'timeZone'>,
  onRows: (rows: number) => void = () => undefined,
): AsyncGenerator<string> {
  const dateOf = newDateWriter(dateFormat, timeZone);
  const shown = (cell: Cell): string | number | null => {
    if (cell instanceof Date) return dateOf(cell);
    return typeof cell === 'string' ? defused(cell) : cell;
  };

  yield BYTE_ORDER_MARK + linesOf([[...titles]]);
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield linesOf(page.map(cells => cells.map(shown)));
    onRows(page.length);
  }
}

const linesOf = (lines: (string | number | null)[][]): string =>
  stringify(lines, { quoted_string: true, escape_formulas: true, record_delimiter: '\r\n' });
