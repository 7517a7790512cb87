import { types } from 'pg';
import { readMoment, writeMoment } from './moments.ts';

const stock = types.getTypeParser(types.builtins.TIMESTAMPTZ, 'text') as (text: string) => Date;

describe('a moment of the database', () => {
  for (const text of [
    '2026-11-26 15:40:46+00',
    '2026-11-26 15:40:46.1+00',
    '2026-11-26 15:40:46.12+00',
    '2026-11-26 15:40:46.123+00',
    '2026-11-26 15:40:46.123456+00',
    '2026-11-26 15:40:46.999999+00',
    '2024-02-29 23:59:59.001+01',
    '2026-01-01 00:30:00-11',
    '2026-11-26 15:40:46.5+05:30',
    '1970-01-01 00:00:00+00',
    '1000-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    '12026-11-26 15:40:46+00',
    '1890-01-01 00:00:00+00:53:28',
  ]) {
    it(`is read from ${text} as the stock parser reads it`, () => {
      expect(readMoment(text)).toEqual(stock(text));
    });
  }

  it('may be infinite', () => {
    expect(readMoment('infinity') as unknown).toBe(Infinity);
    expect(readMoment('-infinity') as unknown).toBe(-Infinity);
  });
});

describe('a moment of an answer', () => {
  for (const iso of [
    '2026-11-26T15:40:46.123Z',
    '2024-02-29T23:59:59.009Z',
    '2000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '1000-01-01T00:00:00.000Z',
    '0999-12-31T23:59:59.999Z',
    '+012026-11-26T15:40:46.000Z',
  ]) {
    it(`is written as ${iso}`, () => {
      expect(writeMoment(new Date(iso))).toBe(iso);
    });
  }

  it('is refused where it is none', () => {
    expect(() => writeMoment(new Date(Number.NaN))).toThrowError(RangeError);
  });
});
