import { TestBed } from '@angular/core/testing';
import { show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { Connection } from '../core/graphql/connection';
import { LiveState } from './live-state';

describe('the live state', () => {
  it('says nothing while nothing is live, then what is true at each moment', async () => {
    await useWorld({ zone: 'Europe/Berlin' });
    const connection = TestBed.inject(Connection);
    const page = await show(LiveState);
    expect(page.text).toBe('');

    connection.connecting();
    await settle();
    expect(page.text).toBe('Connecting…');

    connection.connected(new Date('2026-06-01T10:03:10Z'));
    await settle();
    expect(page.text).toBe('Live');

    connection.lost();
    await settle();
    expect(page.text).toMatch(/^Reconnecting… ?as of 12:03:10/);
  });

  it('does not claim a moment that never was', async () => {
    await useWorld();
    const connection = TestBed.inject(Connection);
    const page = await show(LiveState);

    connection.connecting();
    connection.lost();
    await settle();

    expect(page.text).toBe('Reconnecting…');
  });
});
