const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The portal's origin from what a person typed.
 *
 * @throws Error where it is no http(s) address, or plain http to another machine, which would show the token to the network
 */
export function serverOrigin(text: string, isPlainHttpAllowed = false): string {
  if (!URL.canParse(text)) throw new Error('The server is no address: give one like https://portal.example.com');

  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Error('The server must be an https:// address');
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname) && !isPlainHttpAllowed) {
    throw new Error(
      'Plain http would show the token to the network: use https, or --allow-http where the network is your own',
    );
  }
  return url.origin;
}

/** Where GraphQL is spoken over HTTP. */
export function httpEndpoint(origin: string): string {
  return `${origin}/graphql`;
}

/** Where GraphQL is spoken over a WebSocket. */
export function socketEndpoint(origin: string): string {
  return `${origin.replace(/^http/, 'ws')}/graphql`;
}
