import { csvTable, csvText } from './csv-stream.ts';
import { CsvDateFormat } from './csv-options.ts';

async function textOf(cells: (string | number | Date | null)[]): Promise<string> {
  async function* rows() {
    yield [cells];
  }
  const columns = cells.map((_, i) => ({ title: `t${String(i)}`, cell: (row: typeof cells) => row[i] ?? null }));
  let text = '';
  for await (const piece of csvText(csvTable(columns, rows()), {
    dateFormat: CsvDateFormat.ISO_8601,
    timeZone: 'UTC',
  })) {
    text += piece;
  }
  return text;
}
const lineOf = async (...cells: (string | number | Date | null)[]): Promise<string> =>
  (await textOf(cells)).split('\r\n')[1] ?? '';

describe('a CSV file', () => {
  it('begins with a mark of its encoding and the titles, each line with its end', async () => {
    expect(await textOf(['ä', 1])).toBe('\ufeff"t0","t1"\r\n"ä",1\r\n');
  });

  it('has numbers as they are, negative ones too, and nothing for what is not there', async () => {
    expect(await lineOf(-5, 0, null, '')).toBe('-5,0,,""');
    expect(await lineOf(new Date('2026-06-01T12:00:00Z'))).toBe('"2026-06-01T12:00:00+00:00"');
  });

  const cells: [cell: string, written: string][] = [
    ['plain, with "quotes"', '"plain, with ""quotes"""'],
    [`=cmd|' /C calc'!A0`, `"'=cmd|' /C calc'!A0"`],
    ['=1+1', `"'=1+1"`],
    ['+491234', `"'+491234"`],
    ['-1', `"'-1"`],
    ['@SUM(1)', `"'@SUM(1)"`],
    [' =1', `"' =1"`],
    ['\u00a0=1', `"'\u00a0=1"`],
    ['\u200b=1', `"'\u200b=1"`],
    ['\t=1', `"' =1"`],
    ['\r=1', `"' =1"`],
    ['\n=1', `"' =1"`],
    ['\u0000=1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['＋1', `"'＋1"`],
    ['－1', `"'－1"`],
    ['＠x', `"'＠x"`],
    ['|cmd', `"'|cmd"`],
    ['a | b', `"'a | b"`],
    ['a|b', '"a|b"'],
    ['a;=1', `"a;'=1"`],
    ['a; "=1"', `"a; ""'=1"""`],
    ['a-b; c=d', '"a-b; c=d"'],
    ['a\u0000b', '"a b"'],
    ['a\u202eb', '"a b"'],
    ['a\r\nb', '"a  b"'],
    ["'=1", `"'=1"`],
    ['<script>alert(1)</script>', '"<script>alert(1)</script>"'],
    ['"=1', `"""=1"`],
  ];
  for (const [cell, written] of cells) {
    it(`writes ${JSON.stringify(cell)} so that nothing runs it`, async () => {
      expect(await lineOf(cell)).toBe(written);
    });
  }
});
