import { clientRow } from '../../../testing/make-fleet';
import { compareBy } from './client-order';

describe('the order of clients', () => {
  const order = (by: Parameters<typeof compareBy>[0]['by'], isDescending: boolean) =>
    [
      clientRow({ id: '300000000', alias: 'Anna@ad', version: '9.10', onlineSince: null }),
      clientRow({ id: '100000000', alias: 'bert@ad', version: '9.9', onlineSince: '2026-06-01T10:00:00Z' }),
      clientRow({ id: '200000000', alias: null, version: '9.9', onlineSince: '2026-06-01T09:00:00Z' }),
    ]
      .sort(compareBy({ by, isDescending }))
      .map(({ id }) => id[0])
      .join('');

  it('goes by the number', () => {
    expect(order('ID', false)).toBe('123');
    expect(order('ID', true)).toBe('321');
  });

  it('goes by the alias in any case, and those without one come last both ways', () => {
    expect(order('ALIAS', false)).toBe('312');
    expect(order('ALIAS', true)).toBe('132');
  });

  it('goes by a version’s numbers, and equals by their number', () => {
    expect(order('VERSION', false)).toBe('123');
    expect(order('VERSION', true)).toBe('321');
  });

  it('goes by the time online, and those who are not come last both ways', () => {
    expect(order('ONLINE_SINCE', false)).toBe('213');
    expect(order('ONLINE_SINCE', true)).toBe('123');
  });
});
