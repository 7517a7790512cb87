import { TestBed } from '@angular/core/testing';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { ToastList } from './toast-list';
import { Toasts } from './toasts';

describe('a toast', () => {
  let page: Shown<ToastList>;
  let toasts: Toasts;

  beforeEach(async () => {
    await useWorld();
    toasts = TestBed.inject(Toasts);
    page = await show(ToastList);
  });

  it('is shown where a screen reader hears it, and goes when it is dismissed', async () => {
    toasts.done('Saved');
    await settle();
    expect(page.find('[role=log]').textContent).toContain('Saved');

    await page.click('Dismiss');

    expect(page.text).toBe('');
  });

  it('is not shown twice for the same words', async () => {
    toasts.failed('Refused');
    toasts.failed('Refused');
    await settle();

    expect(page.element.querySelectorAll('.toast').length).toBe(1);
  });

  it('goes by itself, a failure later than a success', () => {
    jasmine.clock().install();
    toasts.done('Saved');
    toasts.failed('Refused');

    jasmine.clock().tick(5_000);
    expect(toasts.list().map(({ text }) => text)).toEqual(['Refused']);

    jasmine.clock().tick(5_000);
    expect(toasts.list()).toEqual([]);
    jasmine.clock().uninstall();
  });
});
