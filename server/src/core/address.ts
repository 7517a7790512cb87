import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Tells the caller's address of a request. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * Believes X-Forwarded-For from trusted proxies only, as anybody can send the header.
 *
 * @param trust how many proxies stand in front, or the addresses and networks that they are in
 */
export function newAddressOf(trust: number | readonly string[]): AddressOf {
  const isTrusted = typeof trust === 'number' ? (_: string, hop: number) => hop < trust : inNetworks(trust);
  return request => {
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    // From the nearest: who is connected, then what each proxy says of who was connected to it.
    const hops = [request.socket.remoteAddress ?? '', ...forwarded.reverse()].map(plain);
    let nearest = 0;
    while (isTrusted(hops[nearest] ?? '', nearest) && isIP(hops[nearest + 1] ?? '') > 0) nearest++;
    return hops[nearest] ?? '';
  };
}

/** What counts as one caller: an IPv4 address, or the /64 of an IPv6 address, which is given out whole. */
export function blockOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length;
  return [...groups, ...Array<string>(missing).fill('0')]
    .slice(0, 4)
    .map(group => parseInt(group || '0', 16).toString(16))
    .join(':');
}

/** An address without its spaces; IPv4 as IPv4, where the system wraps it up in IPv6. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/** Whether it is an address, or a network such as 192.0.2.0/24. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/', 2);
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  return (
    !text.includes('/') ||
    (/^\d{1,3}$/.test(bits ?? '') && text.split('/').length === 2 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/** @param networks each of which `isNetwork` */
export function inNetworks(networks: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    trusted.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return address => isIP(address) > 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
