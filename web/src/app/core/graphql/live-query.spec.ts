import { type ResourceRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Apollo } from 'apollo-angular';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Connection } from './connection';
import { LicenseTabDocument, type LicenseTabQuery, LiveCountersFragmentDoc } from './generated';
import { liveQuery } from './live-query';
import { licenseTab } from '../../../testing/make';

describe('a live query', () => {
  let server: ApolloTestingController;
  let query: ResourceRef<LicenseTabQuery | undefined>;
  let connection: Connection;
  const variables = signal({});

  const online = () => query.value()?.dashboard.onlineClients;
  const answer = async (onlineClients: number) => {
    server.expectOne(LicenseTabDocument).flushData(licenseTab({ onlineClients }));
    await settle();
  };
  const fail = async () => {
    server.expectOne(LicenseTabDocument).networkError(new Error('offline'));
    await settle();
  };

  beforeEach(async () => {
    server = await useWorld();
    connection = TestBed.inject(Connection);
    query = TestBed.runInInjectionContext(() => liveQuery(LicenseTabDocument, variables));
    await settle();
  });

  afterEach(() => server.verify());

  it('has the answer', async () => {
    await answer(7);

    expect(online()).toBe(7);
  });

  it('follows what is written to the cache', async () => {
    await answer(7);

    TestBed.inject(Apollo).client.cache.writeFragment({
      fragment: LiveCountersFragmentDoc,
      id: 'Dashboard:{}',
      data: licenseTab({ onlineClients: 8 }).dashboard,
    });
    await settle();

    expect(online()).toBe(8);
  });

  it('asks again on reload, and shows the old answer until the new one comes', async () => {
    await answer(7);

    query.reload();
    await settle();
    expect(online()).toBe(7);

    await answer(8);
    expect(online()).toBe(8);
  });

  it('asks again when its variables change', async () => {
    await answer(7);

    variables.set({ other: true });
    await settle();

    await answer(8);
    expect(online()).toBe(8);
  });

  it('asks again once a lost connection is back', async () => {
    await answer(7);
    connection.connected(new Date());

    connection.lost();
    connection.connected(new Date());
    await settle();

    await answer(8);
    expect(online()).toBe(8);
  });

  it('keeps a failure while there is nothing to show, and forgets it once a reload succeeds', async () => {
    await fail();
    expect(query.error()?.message).toContain('offline');

    query.reload();
    await settle();
    await answer(7);

    expect(query.error()).toBeUndefined();
    expect(online()).toBe(7);
  });

  it('keeps what it shows when a later try fails, tries again, and is not live until then', async () => {
    connection.connected(new Date());
    await answer(7);

    query.reload();
    await settle();
    await fail();
    expect(online()).toBe(7);
    expect(connection.state()).toBe('reconnecting');

    await settle();
    await fail();
    expect(connection.state()).toBe('reconnecting');

    await settle();
    await answer(9);
    expect(online()).toBe(9);
    expect(connection.state()).toBe('live');
  });

  it('that is gone leaves the page live', async () => {
    connection.connected(new Date());
    await answer(7);
    query.reload();
    await settle();
    await fail();

    query.destroy();
    await settle();

    expect(connection.state()).toBe('live');
    server.match(LicenseTabDocument);
  });
});
