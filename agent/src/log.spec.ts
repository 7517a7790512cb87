import { Log, type LogFormat } from './log.ts';

describe('the log', () => {
  const newLog = (format?: LogFormat) => {
    const lines: string[] = [];
    const log = new Log(
      line => lines.push(line),
      () => new Date('2026-11-22T12:00:00Z'),
      format,
    );
    return { log, lines };
  };

  it('writes time, level, message and fields in one line', () => {
    const { log, lines } = newLog();

    log.info('connected', { client: '123456789', sessions: 2, reason: undefined });

    expect(lines).toEqual(['2026-11-22T12:00:00.000Z INFO connected client=123456789 sessions=2']);
  });

  it('writes JSON where that is wanted', () => {
    const { log, lines } = newLog('json');

    log.warn('disconnected', { code: 1006 });

    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { at: '2026-11-22T12:00:00.000Z', level: 'WARN', message: 'disconnected', code: 1006 },
    ]);
  });

  it('quotes a value that would read as two', () => {
    const { log, lines } = newLog();

    log.info('ended', { comment: 'a b=c "d"' });

    expect(lines[0]).toContain(String.raw`comment="a b=c \"d\""`);
  });

  for (const format of ['logfmt', 'json'] as const) {
    it(`escapes what a terminal would obey or a reader take for a line of its own (${format})`, () => {
      const { log, lines } = newLog(format);

      log.info('ended\nFAKE', { comment: 'one\r\ntwo\u001b[31m\u0085\u2028\u202e\u0007' });

      // eslint-disable-next-line no-control-regex -- finding control characters is what this is for
      expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
      expect(lines[0]).toContain('two');
    });

    it(`never shows a secret, wherever it turns up (${format})`, () => {
      const { log, lines } = newLog(format);
      log.hide('s3cret-token');

      log.error('refused: s3cret-token', { reason: 'bad token s3cret-token' });

      expect(lines[0]).not.toContain('s3cret-token');
      expect(lines[0]).toContain('[hidden]');
    });
  }
});
