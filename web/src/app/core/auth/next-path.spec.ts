import { nextPath, signInAddress } from './next-path';

describe('the page after signing in', () => {
  const OURS = [
    '/license',
    '/clients/123456789',
    '/sessions?active=true&page=2',
    "/clients?search=desk@ad%20(it's)&sort=-ALIAS",
    '/dashboard',
  ];
  for (const path of OURS) {
    it(`may be ${path}`, () => expect(nextPath(path)).toBe(path));
  }

  const foreign = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/license',
    'javascript:alert(1)',
    '/license\r\nLocation: https://evil.example',
    '/%0d%0alicense',
    '/license//evil.example',
    '/license/../graphql',
    '/graphql',
    '/sign-in',
    '/licenses',
    '/LICENSE',
    'license',
    ' /license',
    '',
    null,
    undefined,
  ];
  for (const wish of foreign) {
    it(`is the dashboard where ${JSON.stringify(wish)} is wished for`, () => expect(nextPath(wish)).toBe('/dashboard'));
  }

  it('stands in the sign-in page’s address, unless it is the dashboard anyway', () => {
    expect(signInAddress('/clients?online=true')).toBe('/sign-in?next=%2Fclients%3Fonline%3Dtrue');
    expect(signInAddress('/')).toBe('/sign-in');
  });
});
