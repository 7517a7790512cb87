import { Wishes } from './idempotency-key';

describe('a wish', () => {
  it('keeps its name while it is sent again as it is, and has another one once it is another wish', () => {
    const wishes = new Wishes();
    const first = wishes.keyFor({ name: 'Monitoring' });

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(wishes.keyFor({ name: 'Monitoring' })).toBe(first);
    expect(wishes.keyFor({ name: 'Billing' })).not.toBe(first);
  });

  it('has another name once it was fulfilled', () => {
    const wishes = new Wishes();
    const first = wishes.keyFor({ name: 'Monitoring' });
    wishes.forget();

    expect(wishes.keyFor({ name: 'Monitoring' })).not.toBe(first);
  });
});
