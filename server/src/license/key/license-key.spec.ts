import { masked, newKey, readKey } from './license-key.ts';

const ALPHABET = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');

describe('a license key', () => {
  it('has 26 random characters and a check, in groups of five', () => {
    const keys = Array.from({ length: 200 }, newKey);
    for (const key of keys) expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{2}$/);
    expect(new Set(keys)).toHaveSize(200);
    // Every character may be anywhere: 130 bits, not less.
    expect(new Set(keys.map(key => key[0])).size).toBeGreaterThan(24);
  });

  it('is read however a person types it', () => {
    const key = newKey();
    const plain = key.replaceAll('-', '');
    const typed = [key, plain, key.toLowerCase(), ` ${key}\n`, key.replaceAll('-', ' '), plain.split('').join(' ')];
    for (const text of typed) expect(readKey(text)).toBe(plain);
  });

  it('is read with O for 0, and with I and L for 1', () => {
    const keys = Array.from({ length: 50 }, newKey);
    for (const key of keys) {
      const plain = key.replaceAll('-', '');
      expect(readKey(key.replaceAll('0', 'O').replaceAll('1', 'I'))).toBe(plain);
      expect(readKey(key.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(plain);
    }
  });

  it('with one wrong character is no key', () => {
    const plain = newKey().replaceAll('-', '');
    for (let place = 0; place < plain.length; place++) {
      for (const wrong of ALPHABET.filter(character => character !== plain[place])) {
        expect(readKey(plain.slice(0, place) + wrong + plain.slice(place + 1))).toBeNull();
      }
    }
  });

  it('with two neighbors exchanged is no key, but for 0 and Z', () => {
    for (const key of Array.from({ length: 50 }, newKey)) {
      const plain = key.replaceAll('-', '');
      for (let place = 0; place < plain.length - 1; place++) {
        const pair = plain.slice(place, place + 2);
        if (pair[0] === pair[1] || pair === '0Z' || pair === 'Z0') continue;
        expect(readKey(plain.slice(0, place) + [...pair].reverse().join('') + plain.slice(place + 2))).toBeNull();
      }
    }
  });

  for (const text of [
    '',
    '-',
    'U'.repeat(27),
    '0'.repeat(26),
    '0'.repeat(28),
    'x'.repeat(1_000_000),
    '\u0000'.repeat(27),
    'é'.repeat(27),
  ]) {
    it(`is not ${JSON.stringify(text.slice(0, 12))} of ${String(text.length)} characters`, () => {
      expect(readKey(text)).toBeNull();
    });
  }

  it('is shown masked but for its last four characters', () => {
    expect(masked('ABCDE-FGHJK-MNPQR-STVWX-YZ012-34')).toBe('•••••-•••••-•••••-•••••-•••12-34');
  });
});
