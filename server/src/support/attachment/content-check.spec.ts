import { PNG, supportDesk } from '../../../test/support-desk.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

describe('a file that is to be attached', () => {
  const api = useApi();
  const desk = supportDesk(api);

  const begun = (head: string, encoding: BufferEncoding = 'latin1') =>
    Buffer.concat([Buffer.from(head, encoding), Buffer.alloc(100)]);
  const kinds: [name: string, bytes: Buffer, expected: string][] = [
    ['a.png', PNG, 'image/png'],
    ['A.JPEG', begun('\xff\xd8\xff\xe0'), 'image/jpeg'],
    ['a.gif', begun('GIF89a'), 'image/gif'],
    ['a.webp', begun('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
    ['a.pdf', begun('%PDF-1.7'), 'application/pdf'],
    ['a.zip', begun('PK\x03\x04'), 'application/zip'],
    ['a.txt', Buffer.from('Grüße\u001b[31m'), 'text/plain'],
    ['a.csv', Buffer.from('a;b\n'), 'text/csv'],
    ['a.log', Buffer.from('x'), 'text/plain'],
    ['a.svg', Buffer.from('<svg onload="alert(1)"/>'), 'TYPE'],
    ['a.html', Buffer.from('<script>alert(1)</script>'), 'TYPE'],
    ['a.exe', begun('MZ'), 'TYPE'],
    ['a.png.exe', PNG, 'TYPE'],
    ['a', PNG, 'TYPE'],
    ['.png', PNG, 'TYPE'],
    ['a.png', Buffer.from('<script>alert(1)</script>'), 'CONTENT'],
    ['a.png', PNG.subarray(0, 4), 'CONTENT'],
    ['a.gif', PNG, 'CONTENT'],
    ['a.webp', begun('RIFF\x10\0\0\0WAVEfmt '), 'CONTENT'],
    ['a.zip', begun('Rar!\x1a\x07'), 'CONTENT'],
    ['a.txt', Buffer.from('Grüße', 'latin1'), 'CONTENT'],
    ['a.txt', Buffer.from('\ufeffGrüße', 'utf16le'), 'CONTENT'],
    ['a.log', Buffer.from('a\0b'), 'CONTENT'],
    ['a.txt', Buffer.from('ä').subarray(0, 1), 'CONTENT'],
    ['a.csv', Buffer.alloc(0), 'EMPTY'],
  ];
  for (const [i, [name, bytes, expected]] of kinds.entries()) {
    it(`named ${name} is ${expected} by what it holds (${String(i)})`, async () => {
      const { owner, accountId } = await newTenant(api);
      const { file, refusal, message } = await desk.upload(owner, name, bytes);
      expect(refusal ?? file.type).toBe(expected);
      if (refusal) expect(message).toMatch(/zip|Choose another|another kind/);
      const rows: unknown[] = await api.db.query('SELECT FROM support_attachment WHERE account_id = $1', [accountId]);
      expect(rows).toHaveSize(refusal ? 0 : 1);
    });
  }

  const names: [sent: string, kept: string][] = [
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\ada\\screen.png', 'screen.png'],
    ['..\\..\\..png', 'TYPE'],
    ['a\r\nSet-Cookie: x.png', 'a__Set-Cookie_ x.png'],
    ['a\0b.png', 'a_b.png'],
    ['\u202egnp.exe.png', '_gnp.exe.png'],
    ['"><script>.png', '___script_.png'],
    [`${'x'.repeat(300)}.png`, 'TYPE'],
  ];
  for (const [sent, expected] of names) {
    it(`named ${JSON.stringify(sent).slice(0, 30)} is kept as ${expected}`, async () => {
      const { owner } = await newTenant(api);
      const { file, refusal } = await desk.upload(owner, sent, sent.endsWith('txt') ? Buffer.from('text') : PNG);
      expect(refusal ?? file.fileName).toBe(expected);
    });
  }

  it('needs a name that can be read', async () => {
    const { owner } = await newTenant(api);
    expect((await desk.upload(owner, null)).refusal).toBe('BAD_USER_INPUT');
    expect((await desk.upload(owner, null, PNG, { 'x-file-name': '%E4.png' })).refusal).toBe('BAD_USER_INPUT');
  });
});
