import { ALL_SCOPES, areasOf } from './scopes';

describe('the scopes of a token', () => {
  it('stand together by what they are about', () => {
    expect(areasOf(['EVENTS_READ', 'CLIENTS_WRITE', 'CLIENTS_READ'])).toEqual([
      { word: 'clients', read: 'CLIENTS_READ', write: 'CLIENTS_WRITE' },
      { word: 'events', read: 'EVENTS_READ' },
    ]);
  });

  it('have each a place', () => {
    const listed = areasOf(ALL_SCOPES).flatMap(({ read, write }) => [read, write].filter(scope => scope !== undefined));
    expect(listed.sort()).toEqual([...ALL_SCOPES].sort());
  });
});
