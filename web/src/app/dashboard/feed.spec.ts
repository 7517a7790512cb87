import type { FeedEventFragment } from '../core/graphql/generated';
import { lineOf, withNews } from './feed';

const event = (cursor: string, more: Partial<FeedEventFragment> = {}): FeedEventFragment => ({
  cursor,
  type: 'CLIENT_ONLINE',
  at: '2026-06-01T12:00:00Z',
  clientId: '123456789',
  data: {},
  actor: { kind: 'DEVICE', name: null },
  ...more,
});

describe('the feed of events', () => {
  it('has the newest first, whether they were read or heard', () => {
    const read = withNews([], [event('1'), event('2')]);

    const heard = withNews(read, [event('3'), event('4')]);

    expect(heard.map(({ cursor }) => cursor)).toEqual(['4', '3', '2', '1']);
  });

  it('shows an event once that is heard again after a reconnect', () => {
    const feed = withNews([event('2'), event('1')], [event('2'), event('3')]);

    expect(feed.map(({ cursor }) => cursor)).toEqual(['3', '2', '1']);
  });

  it('keeps the 50 newest', () => {
    const many = Array.from({ length: 80 }, (_, index) => event(String(index)));

    const feed = withNews([], many);

    expect(feed.length).toBe(50);
    expect(feed[0]?.cursor).toBe('79');
  });

  it('groups numbers and gives the reason of an end', () => {
    const data = { from: '123456789', to: '1234567890', reason: 'DEVICE_LOST' };

    const line = lineOf(event('1', { type: 'SESSION_ENDED', data }));

    expect(line?.parameters['to']).toBe('1\u00a0234\u00a0567\u00a0890');
    expect(line?.noteKey).toBe('dashboard.reason.DEVICE_LOST');
  });

  it('leaves out what is for scripts', () => {
    expect(lineOf(event('1', { type: 'COMMAND_QUEUED' }))).toBeUndefined();
  });
});
