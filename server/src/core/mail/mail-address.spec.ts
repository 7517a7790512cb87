import { isMailAddress } from './mail-address.ts';

describe('a mail address', () => {
  const addresses = [
    'ada@example.com',
    'ADA.Lovelace+portal@mail.example.co.uk',
    "o'hara@example.com",
    'ada@xn--exmple-cua.com',
    `${'a'.repeat(64)}@example.com`,
  ];
  for (const address of addresses) {
    it(`is ${address}`, () => expect(isMailAddress(address)).toBeTrue());
  }

  const others = [
    '',
    'ada',
    'ada@example',
    'ada@example.com, eve@example.com',
    'ada@example.com;eve@example.com',
    'friends: eve@example.com;',
    'Ada <ada@example.com>',
    '"ada, eve"@example.com',
    'ada@example.com\r\nRCPT TO:<eve@example.com>',
    'ada@example.com\n',
    ' ada@example.com',
    'ada(eve@example.com)@example.com',
    'ada@[127.0.0.1]',
    'аda@example.com',
    'ada@exämple.com',
    '.ada@example.com',
    'a..da@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a.'.repeat(50_000)}com`,
    'ada@-example.com',
  ];
  for (const text of others) {
    it(`is not ${JSON.stringify(text.slice(0, 40))}`, () => expect(isMailAddress(text)).toBeFalse());
  }

  for (const value of [null, undefined, 7, ['ada@example.com'], {}]) {
    it(`is not ${JSON.stringify(value)}`, () => expect(isMailAddress(value)).toBeFalse());
  }
});
