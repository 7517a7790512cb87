import { Secret, TOTP, URI } from 'otpauth';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const NOON_STEP = NOON / 30_000;
const at = (ms: number): Date => new Date(NOON + ms);
const codeAt = (secret: string, ms: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: NOON + ms });

describe('a code of an authenticator app', () => {
  it('is that of another implementation, at any time and for any secret', () => {
    for (let i = 0; i < 200; i++) {
      const [secret, ms] = [newTotpSecret(), Math.floor(Math.random() * 3e11)];
      expect(stepOfCode(codeAt(secret, ms), secret, at(ms))).toBe(Math.floor((NOON + ms) / 30_000));
    }
  });

  it('counts in its step, the one before and the one after', () => {
    const secret = newTotpSecret();
    const code = codeAt(secret, 0);
    const steps = [-60_001, -30_001, -30_000, -1, 0, 29_999, 30_000, 59_999, 60_000].map(ms =>
      stepOfCode(code, secret, at(ms)),
    );
    expect(steps).toEqual([null, null, NOON_STEP, NOON_STEP, NOON_STEP, NOON_STEP, NOON_STEP, NOON_STEP, null]);
  });

  const none: unknown[] = [
    '',
    '12345',
    '1234567',
    ' 123456',
    '123456\n',
    '１２３４５６',
    '١٢٣٤٥٦',
    '0x1F2A',
    '1e5000',
    '-12345',
    '+12345',
    123456,
    0,
    ['123456'],
    { toString: () => '123456' },
    null,
    undefined,
    true,
    '1'.repeat(100_000),
  ];
  for (const code of none) {
    it(`is not ${code === undefined ? 'undefined' : JSON.stringify(code).slice(0, 30)}`, () => {
      expect(stepOfCode(code, newTotpSecret(), at(0))).toBeNull();
    });
  }

  for (const secret of ['', 'A', 'A'.repeat(31), 'a'.repeat(32), `${'A'.repeat(31)}1`]) {
    it(`is looked for under no secret such as ${JSON.stringify(secret)}`, () => {
      expect(() => stepOfCode('123456', secret, at(0))).toThrowError();
    });
  }
});

describe('the secret of an authenticator app', () => {
  it('has 160 random bits in base32, another each time', () => {
    const secrets = Array.from({ length: 100 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(Secret.fromBase32(secret).bytes.length).toBe(20);
    }
  });

  it('is read from its address by another implementation, whatever the portal and the person are called', () => {
    for (const [account, issuer] of [
      ['ada@example.com', 'MyDesk Portal'],
      ["o'hara+x@example.com", 'Müller & Söhne: 100 %?#'],
    ] as const) {
      const secret = newTotpSecret();
      const read = URI.parse(totpUri(secret, account, issuer));
      expect(read).toBeInstanceOf(TOTP);
      expect([read.secret.base32, read.label, read.issuer, read.algorithm, read.digits]).toEqual([
        secret,
        account,
        issuer.replace(':', ''),
        'SHA1',
        6,
      ]);
      expect((read as TOTP).period).toBe(30);
    }
  });
});
