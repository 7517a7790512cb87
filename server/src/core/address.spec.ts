import type { IncomingMessage } from 'node:http';
import { blockOf, newAddressOf } from './address.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe("the caller's address", () => {
  const cases: [
    what: string,
    trust: number | string[],
    remote: string,
    forwarded: string | undefined,
    address: string,
  ][] = [
    ['is who is connected', 0, '203.0.113.9', undefined, '203.0.113.9'],
    ['is not what a stranger says', 0, '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    ['is what one proxy says', 1, '10.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['is not what was said to the proxy', 1, '10.0.0.1', '1.1.1.1, 198.51.100.7', '198.51.100.7'],
    ['goes through two proxies', 2, '10.0.0.1', '1.1.1.1, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
    [
      'goes through trusted networks only',
      ['10.0.0.0/8'],
      '10.0.0.1',
      '1.1.1.1, 198.51.100.7, 10.9.9.9',
      '198.51.100.7',
    ],
    ['is not believed from an untrusted network', ['10.0.0.0/8'], '198.51.100.7', '1.1.1.1', '198.51.100.7'],
    ['ends where a proxy says nonsense', 1, '10.0.0.1', 'unknown', '10.0.0.1'],
    ['is IPv4 where it is wrapped up in IPv6', ['::1'], '::ffff:203.0.113.9', undefined, '203.0.113.9'],
  ];
  for (const [what, trust, remote, forwarded, address] of cases) {
    it(what, () => expect(newAddressOf(trust)(request(remote, forwarded))).toBe(address));
  }

  it('counts as one caller through a whole /64', () => {
    expect(blockOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(blockOf('2001:0db8:1:2::9')).toBe('2001:db8:1:2');
    expect(blockOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(blockOf('::1')).toBe('0:0:0:0');
    expect(blockOf('203.0.113.9')).toBe('203.0.113.9');
  });
});
