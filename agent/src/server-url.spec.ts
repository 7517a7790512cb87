import { serverOrigin, socketEndpoint } from './server-url.ts';

describe('the server address', () => {
  const accepted: [text: string, origin: string][] = [
    ['https://portal.example.com/', 'https://portal.example.com'],
    ['https://portal.example.com:8443/graphql', 'https://portal.example.com:8443'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ];
  for (const [text, origin] of accepted) {
    it(`${text} is ${origin}`, () => expect(serverOrigin(text)).toBe(origin));
  }

  for (const text of [
    'portal.example.com',
    '',
    'ftp://portal.example.com',
    'file:///etc/passwd',
    'http://portal.example.com',
  ]) {
    it(`${text || '(nothing)'} is refused`, () => expect(() => serverOrigin(text)).toThrowError());
  }

  it('may be plain http where a person allows it', () => {
    expect(serverOrigin('http://10.0.0.5:4000', true)).toBe('http://10.0.0.5:4000');
  });

  it('leads to a secure socket where it is secure', () => {
    expect(socketEndpoint('https://portal.example.com')).toBe('wss://portal.example.com/graphql');
    expect(socketEndpoint('http://localhost:4000')).toBe('ws://localhost:4000/graphql');
  });
});
