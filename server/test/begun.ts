import { Running } from '../src/events/live/running.ts';
import { until } from './live-node.ts';

/**
 * Sends a subscription, and resolves once it has its place in the log: what is written from then on is told.
 *
 * @param isOver whether it is waited for no more, as it was refused: who waits on keeps the run from ending
 */
export async function begun(subscribe: () => void, isOver: () => boolean = () => false): Promise<void> {
  const { prototype } = Running as unknown as { prototype: { add: jasmine.Spy } };
  const add = jasmine.isSpy(prototype.add) ? prototype.add : spyOn(prototype, 'add').and.callThrough();
  const before = add.calls.count();
  subscribe();
  await until(() => add.calls.count() > before || isOver());
}
