import { newSigningKey, publicOf, signedText } from '../../test/account.ts';
import { verifiedPayload } from './signed-text.ts';
import { Tampered } from './tampered.ts';

describe('a signed text', () => {
  const [own, next, strange] = [newSigningKey(), newSigningKey(), newSigningKey()];

  it('holds where a trusted key has signed it', () => {
    expect(verifiedPayload(signedText([own], { a: 1 }), publicOf(own))).toEqual({ a: 1, keys: publicOf(own) });
  });

  it('holds for those who know only one of its keys, while an account changes from one to the next', () => {
    const text = signedText([own, next], { a: 1, keys: publicOf(next), formerKeys: publicOf(own) });

    for (const trusted of [publicOf(own), publicOf(next), publicOf(own, next)]) {
      expect(verifiedPayload(text, trusted).keys).toEqual(publicOf(next));
    }
  });

  it('is refused with any one byte of it changed, added or left out', () => {
    const text = signedText([own, next], { a: 1 });
    const bytes = Buffer.from(text);
    const variants: Buffer[] = [];
    for (let place = 0; place < bytes.length; place++) {
      for (const change of [1, 2, 32, 128]) {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ change;
        variants.push(changed);
      }
      variants.push(Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]));
      variants.push(Buffer.concat([bytes.subarray(0, place), Buffer.from(' '), bytes.subarray(place)]));
    }
    const accepted = variants.filter(variant => {
      try {
        verifiedPayload(variant.toString(), publicOf(own));
        return true;
      } catch (error) {
        if (!(error instanceof Tampered)) throw error;
        return false;
      }
    });
    expect(accepted.map(String)).toEqual([]);
  });

  const refused: [what: string, text: string][] = [
    ['that nobody signed', ''],
    ['that only a stranger signed', signedText([strange], {})],
    ['that a stranger signed too, without being named in it', signedText([own, strange], { keys: publicOf(own) })],
    ["in which a key goes by another's name", signedText([own], { keys: [{ ...publicOf(strange)[0], kid: own.kid }] })],
    ['that leaves the account without keys', signedText([own], { keys: [] })],
    [
      'with the signature of another one',
      `${signedText([own], { a: 1 }).split('.').slice(0, 2).join('.')}.${own.sign('x')}\n`,
    ],
    ['of two different payloads', signedText([own], { a: 1 }) + signedText([own], { a: 2 })],
    ['with more signatures than an account has keys', signedText(Array<typeof own>(9).fill(own), {})],
    ['that is huge', signedText([own], { a: 'x'.repeat(70_000) })],
    ['without its end', signedText([own], {}).trimEnd()],
  ];
  for (const [what, text] of refused) {
    it(`${what} is refused`, () => {
      expect(() => verifiedPayload(text, publicOf(own))).toThrowError(Tampered);
    });
  }

  for (const alg of ['none', 'HS256', 'ES256']) {
    it(`signed by ${alg} is refused`, () => {
      const header = Buffer.from(JSON.stringify({ alg, kid: own.kid })).toString('base64url');
      const [, payload = ''] = signedText([own], {}).split('.');
      const text = `${header}.${payload}.${own.sign(`${header}.${payload}`)}\n`;
      expect(() => verifiedPayload(text, publicOf(own))).toThrowError(Tampered);
    });
  }
});
