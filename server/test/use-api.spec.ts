import { type Asker, useApi } from './use-api.ts';

describe("a portal of a spec's own", () => {
  const api = useApi();

  it('answers a stranger over HTTP, and lets none open a socket', async () => {
    expect(await api.as(null, '{ viewer { __typename } }')).toEqual({ data: { viewer: null } });
    await expectAsync(api.socket(null)).toBeRejectedWithError(/4401/);
  });

  const strangers: [what: string, asker: Asker][] = [
    ['nobody', null],
    ['a sign-in that never was', { secret: 'x'.repeat(43) }],
    ['a device that never was', { clientId: '123456789', token: 'x'.repeat(43) }],
  ];
  for (const [what, asker] of strangers) {
    it(`shows ${what} no account`, async () => {
      expect(await api.refusals(asker, '{ account { id } }')).toEqual(['UNAUTHENTICATED']);
    });
  }
});
