import { readConfiguration } from '../../../../agent/src/custom/configuration.ts';
import { Tampered } from '../../../../agent/src/custom/tampered.ts';
import { newSigner, signedText, trustText } from './signed-text.ts';

const CONFIGURATION = {
  format: 1,
  customClient: '019abcde-0000-7000-8000-000000000001',
  version: 3,
  server: 'https://portal.example.com',
  programName: 'Acme Help',
  prefix: 'ad_acme12',
  connectionType: 'INCOMING',
  allowInstallation: false,
  colors: { background: '#ffffff', accent: '#1f6feb' },
  options: { a: 'b' },
};

describe('what an account signs', () => {
  const [first, second, strange] = [newSigner(), newSigner(), newSigner()];
  const publicOf = ({ kid, publicKey }: typeof first) => ({ kid, publicKey });

  it('is believed by an agent that knows the key, and by no other', () => {
    const text = signedText(CONFIGURATION, [first]);

    const read = readConfiguration(text, [publicOf(first)]);
    expect(read).toEqual({ ...CONFIGURATION, keys: [publicOf(first)], formerKeys: [] } as never);
    expect(() => readConfiguration(text, [publicOf(strange)])).toThrowError(Tampered);
  });

  it('leads an agent from the former key to the next', () => {
    const text = signedText(CONFIGURATION, [first, second]);

    for (const known of [first, second]) {
      expect(readConfiguration(text, [publicOf(known)]).keys).toEqual([publicOf(second)]);
    }
    expect(trustText([first, second])).toBe(`${JSON.stringify({ keys: [publicOf(second)] })}\n`);
  });

  it('is the same text each time', () => {
    expect(signedText(CONFIGURATION, [first, second])).toBe(signedText(CONFIGURATION, [first, second]));
  });
});
