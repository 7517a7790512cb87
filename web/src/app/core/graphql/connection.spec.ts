import { TestBed } from '@angular/core/testing';
import { Connection } from './connection';

describe('the connection', () => {
  const noon = new Date('2026-06-01T12:00:00Z');
  const later = new Date('2026-06-01T12:00:10Z');
  let connection: Connection;
  let resyncs: number;

  beforeEach(() => {
    connection = TestBed.inject(Connection);
    resyncs = 0;
    connection.resync.subscribe(() => resyncs++);
  });

  it('is idle until something on the page is live', () => {
    expect(connection.state()).toBe('idle');

    connection.connecting();

    expect(connection.state()).toBe('connecting');
    expect(connection.asOf()).toBeUndefined();
  });

  it('is live once the server has answered, as of its last sign of life', () => {
    connection.connecting();
    connection.connected(noon);
    connection.confirmed(later);

    expect(connection.state()).toBe('live');
    expect(connection.asOf()).toEqual(later);
  });

  it('keeps the moment up to which it was live when it is lost', () => {
    connection.connected(noon);
    connection.lost();
    connection.connecting();
    connection.confirmed(later);

    expect(connection.state()).toBe('reconnecting');
    expect(connection.asOf()).toEqual(noon);
  });

  it('that could never be opened says so too', () => {
    connection.connecting();
    connection.lost();

    expect(connection.state()).toBe('reconnecting');
  });

  it('has everything read again after a loss, and only then', () => {
    connection.connected(noon);
    expect(resyncs).toBe(0);

    connection.lost();
    connection.connected(later);

    expect(resyncs).toBe(1);
  });

  it('is not live while a query is behind', () => {
    const query = {};
    connection.connected(noon);
    connection.setBehind(query, true);
    connection.confirmed(later);

    expect(connection.state()).toBe('reconnecting');
    expect(connection.asOf()).toEqual(noon);

    connection.setBehind(query, false);

    expect(connection.state()).toBe('live');
  });

  it('rests without being lost when no page needs it', () => {
    connection.connected(noon);
    connection.rested();
    connection.connecting();
    connection.connected(later);

    expect(connection.state()).toBe('live');
    expect(resyncs).toBe(0);
  });
});
