import { newOperationIds } from './operation-ids';

describe('the ids of subscriptions', () => {
  const counters = { operationName: 'Counters', query: 'subscription Counters { a }' };

  it('are the same in two browsers that watch the same', () => {
    expect(newOperationIds()(counters)).toBe(newOperationIds()(counters));
  });

  it('differ on one socket, and by variables', () => {
    const next = newOperationIds();
    const ids = [next(counters), next(counters), next({ ...counters, variables: { after: '7' } })];

    expect(new Set(ids).size).toBe(3);
  });
});
