import { sessionRow } from '../../../testing/make-fleet';
import { SESSION_FILTERS, type SessionFilterValues, compareBy, filterOf, fits } from './session-filter';

const values = (changes: Partial<SessionFilterValues> = {}): SessionFilterValues => ({
  comment: '',
  client: '',
  direction: undefined,
  state: undefined,
  reasons: [],
  span: undefined,
  since: '',
  until: '',
  ...changes,
});
const filter = (changes: Partial<SessionFilterValues>) => filterOf(values(changes), 'Europe/Berlin', '2026-06-10');

describe('the filter of the session log', () => {
  it('asks for everything while nothing is in use', () => expect(filter({})).toEqual({}));

  it('asks for what is in use', () => {
    const asked = filter({
      comment: 'vpn',
      client: '123456789',
      direction: 'IN',
      state: 'ended',
      reasons: ['MAX_LENGTH'],
    });
    expect(asked).toEqual({
      comment: 'vpn',
      clientId: '123456789',
      direction: 'IN',
      isActive: false,
      endReasons: ['MAX_LENGTH'],
    });
  });

  it('has days that begin as they do where the user is, today among them', () => {
    expect(filter({ span: 'today' })).toEqual({ from: '2026-06-09T22:00:00.000Z' });
    expect(filter({ span: 'week' })).toEqual({ from: '2026-06-03T22:00:00.000Z' });
  });

  it('goes from the beginning of the first day to the end of the last', () => {
    const asked = filter({ since: '2026-06-01', until: '2026-06-02' });
    expect(asked).toEqual({ from: '2026-05-31T22:00:00.000Z', to: '2026-06-02T22:00:00.000Z' });
  });

  it('leaves out of an address what can be no day and no number', () => {
    expect(SESSION_FILTERS.since.read('2026-02-30')).toBe('');
    expect(SESSION_FILTERS.client.read('12')).toBe('');
    expect(SESSION_FILTERS.client.read('123456789')).toBe('123456789');
  });
});

describe('a session that was heard of', () => {
  it('fits while it is what is asked for', () => {
    expect(fits(sessionRow(), { isActive: true })).toBeTrue();
    expect(fits(sessionRow({ isActive: false }), { isActive: true })).toBeFalse();
    expect(fits(sessionRow({ endReason: 'MAX_LENGTH' }), { endReasons: ['DEVICE_LOST'] })).toBeFalse();
    expect(fits(sessionRow({ comment: 'The VPN again' }), { comment: 'vpn' })).toBeTrue();
    expect(fits(sessionRow(), { comment: 'vpn' })).toBeFalse();
  });

  it('stands by its start, and by its id within a moment', () => {
    const rows = [
      sessionRow({ id: '10', startedAt: '2026-06-01T10:00:00Z' }),
      sessionRow({ id: '9', startedAt: '2026-06-01T10:00:00.000Z' }),
      sessionRow({ id: '1', startedAt: '2026-06-01T11:00:00Z' }),
    ];
    expect([...rows].sort(compareBy(false)).map(({ id }) => id)).toEqual(['9', '10', '1']);
    expect([...rows].sort(compareBy(true)).map(({ id }) => id)).toEqual(['1', '10', '9']);
  });
});
