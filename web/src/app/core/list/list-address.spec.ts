import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { listAddress } from './list-address';
import { urlChoices, urlNumber, urlText } from './url-state';

const newAddress = () =>
  TestBed.runInInjectionContext(() =>
    listAddress(
      { search: urlText(), presence: urlChoices(['ONLINE', 'OFFLINE']), days: urlNumber(1, 3650, undefined) },
      { orders: ['ID', 'ALIAS'], usual: { by: 'ID', isDescending: false }, canBeWhole: true },
    ),
  );
const INFO = { hasNextPage: true, hasPreviousPage: true, startCursor: 'start', endCursor: 'end' };

describe('what a list shows', () => {
  let address: ReturnType<typeof newAddress>;

  const url = () => TestBed.inject(Router).url;
  const go = (to: string) => TestBed.inject(Router).navigateByUrl(to);

  beforeEach(async () => {
    await useWorld();
    address = newAddress();
  });

  it('is the usual where the address says nothing, and the address says nothing of the usual', () => {
    expect(address.filters()).toEqual({ search: '', presence: [], days: undefined });
    expect(address.sort()).toEqual({ by: 'ID', isDescending: false });
    expect(address.page()).toEqual({ first: 50, after: null, last: null, before: null });
    expect(address.from()).toBe(1);
    expect(address.isNarrowed()).toBeFalse();
    expect(url()).toBe('/');
  });

  it('stands in the address, so that it can be sent to somebody', async () => {
    address.narrow({ search: 'desk@ad & co', presence: ['ONLINE', 'OFFLINE'], days: 30 });
    address.sortBy({ by: 'ALIAS', isDescending: true });
    address.resize(100);
    await settle();

    expect(url()).toBe('/?search=desk@ad%20%26%20co&presence=ONLINE,OFFLINE&days=30&sort=-ALIAS&rows=100');
    expect(address.isNarrowed()).toBeTrue();
  });

  it('is read from an address, and what is not valid there is left out', async () => {
    await go('/?presence=OFFLINE,NONSENSE&days=99999&sort=-ALIAS&rows=7&page=0');

    expect(address.filters()).toEqual({ search: '', presence: ['OFFLINE'], days: undefined });
    expect(address.sort()).toEqual({ by: 'ALIAS', isDescending: true });
    expect(address.size()).toBe(50);
    expect(address.from()).toBe(1);
  });

  it('goes from page to page by cursors, and back to the first without one', async () => {
    address.turn('next', INFO);
    address.turn('next', { ...INFO, endCursor: 'end2' });
    await settle();
    expect(address.page()).toEqual({ first: 50, after: 'end2', last: null, before: null });
    expect(address.from()).toBe(101);
    expect(url()).toBe('/?after=end2&page=3');

    address.turn('previous', INFO);
    expect(address.page()).toEqual({ last: 50, before: 'start', first: null, after: null });
    expect(address.from()).toBe(51);

    address.turn('previous', INFO);
    await settle();
    expect(address.page().before).toBeNull();
    expect(url()).toBe('/');
  });

  it('begins at the first page when it is filtered, sorted or sized otherwise', () => {
    for (const change of [
      () => address.narrow({ search: 'x' }),
      () => address.sortBy({ by: 'ALIAS', isDescending: false }),
      () => address.resize(25),
      () => address.clear(),
    ]) {
      address.turn('next', INFO);
      expect(address.from()).toBeGreaterThan(1);
      change();
      expect(address.from()).toBe(1);
      expect(address.page().after).toBeNull();
    }
  });

  it('without pages begins with a hundred rows', () => {
    address.resize(0);
    expect(address.size()).toBe(0);
    expect(address.page().first).toBe(100);
  });

  it('holds every one of several changes that come at once', async () => {
    address.narrow({ search: 'lobby' }, true);
    address.narrow({ presence: ['ONLINE'] });
    await settle();
    expect(url()).toBe('/?search=lobby&presence=ONLINE');

    address.clear();
    await settle();
    expect(url()).toBe('/');
  });

  it('follows when the user goes back', async () => {
    address.narrow({ search: 'lobby' });
    await settle();
    await go('/');

    expect(address.filters().search).toBe('');
  });
});
