import { ChangeDetectionStrategy, Component, type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { EmptyState } from '../empty-state/empty-state';
import { Column } from './column';
import type { Sort } from './sort';
import { Table } from './table';

interface Item {
  readonly id: string;
  readonly name: string;
}

@Component({
  imports: [Column, EmptyState, Table],
  template: `
    <ui-table
      label="Things"
      style="block-size: 400px; inline-size: 900px"
      [rows]="rows()"
      [nameOf]="nameOf"
      [linkOf]="linkOf"
      [sort]="sort()"
      [isFailed]="isFailed()"
      [(chosen)]="chosen"
      (sortChange)="sort.set($event)"
      (endNear)="ends.set(ends() + 1)"
    >
      <ng-template [uiColumn]="rows()" name="id" heading="ID" sortBy="ID" let-row>{{ row.id }}</ng-template>
      <ng-template [uiColumn]="rows()" name="name" heading="Name" let-row>{{ row.name }}</ng-template>
      <ng-container bulk><button type="button">Remove</button></ng-container>
      <ui-empty-state empty heading="Nothing yet" />
      <p failed>It failed</p>
    </ui-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly rows = signal<readonly (Item | WritableSignal<Item>)[] | undefined>(undefined);
  readonly sort = signal<Sort>({ by: 'ID', isDescending: false });
  readonly chosen = signal<ReadonlySet<string> | undefined>(new Set());
  readonly isFailed = signal(false);
  readonly ends = signal(0);
  readonly nameOf = (row: Item) => row.name;
  readonly linkOf = (row: Item) => ['/things', row.id];
}

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ id: `n${String(index)}`, name: `thing ${String(index)}` }));

describe('a table', () => {
  let page: Shown<Host>;
  let host: Host;

  const shownRows = () => [...page.element.querySelectorAll<HTMLElement>('[data-row]')];
  const box = (index: number) => shownRows()[index]?.querySelector<HTMLInputElement>('input');
  const have = async (rows: readonly (Item | WritableSignal<Item>)[]) => {
    host.rows.set(rows);
    await settle();
  };

  beforeEach(async () => {
    await useWorld();
    page = await show(Host);
    host = page.fixture.componentInstance;
  });

  it('waits, tells of nothing, of a failure, or of its rows', async () => {
    expect(page.find('[aria-busy=true]').textContent).toContain('Loading…');

    await have([]);
    expect(page.text).toContain('Nothing yet');

    host.isFailed.set(true);
    await settle();
    expect(page.text).toBe('It failed');

    host.isFailed.set(false);
    await have(items(2));
    expect(shownRows().map(row => row.textContent)).toEqual(['n0Namething 0', 'n1Namething 1']);
    expect(page.find('table').getAttribute('aria-label')).toBe('Things');
  });

  it('is sorted by a press on a heading, and turned by another', async () => {
    await have(items(2));
    const heading = () => page.find('th[aria-sort]');
    expect(heading().getAttribute('aria-sort')).toBe('ascending');

    page.find('th button').click();
    await settle();

    expect(heading().getAttribute('aria-sort')).toBe('descending');
    expect(host.sort()).toEqual({ by: 'ID', isDescending: true });
  });

  it('draws a row anew that changes by itself', async () => {
    const first = signal<Item>({ id: 'n0', name: 'before' });
    await have([first, ...items(3).slice(1)]);

    first.set({ id: 'n0', name: 'after' });
    await settle();

    expect(shownRows()[0]?.textContent).toContain('after');
  });

  it('leads on by its arrow, and by a press beside its links', async () => {
    await have(items(2));
    expect(page.find('a').getAttribute('href')).toBe('/things/n0');
    expect(page.find('a').getAttribute('aria-label')).toBe('Details of thing 0');
    const navigate = spyOn(TestBed.inject(Router), 'navigate').and.resolveTo(true);

    shownRows()[1]?.querySelectorAll('td')[2]?.click();

    expect(navigate).toHaveBeenCalledOnceWith(['/things', 'n1']);
  });

  it('lets rows be chosen one by one, in a range, and all at once', async () => {
    await have(items(5));
    box(1)?.click();
    box(3)?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
    await settle();
    expect([...(host.chosen() ?? [])]).toEqual(['n1', 'n2', 'n3']);
    expect(page.text).toContain('3 selected Remove');
    expect(page.find<HTMLInputElement>('thead input').indeterminate).toBeTrue();

    page.find('thead input').click();
    await settle();
    expect(host.chosen()?.size).toBe(5);

    await page.click('Clear selection');
    expect(host.chosen()?.size).toBe(0);
    expect(page.text).not.toContain('selected');
  });

  it('keeps what was chosen while other rows are shown', async () => {
    await have(items(2));
    box(0)?.click();
    await have(items(4).slice(2));

    box(0)?.click();
    await settle();

    expect([...(host.chosen() ?? [])]).toEqual(['n0', 'n2']);
  });

  it('draws of 100,000 rows those that are seen, and says how many there are', async () => {
    await have(items(100_000));

    expect(shownRows().length).toBeLessThan(80);
    expect(page.find('table').getAttribute('aria-rowcount')).toBe('100001');

    const scroller = page.find('.scroll');
    scroller.scrollTop = (shownRows()[0]?.offsetHeight ?? 0) * 50_000;
    await drawn(() => shownRows().some(row => row.textContent.includes('thing 50000')));
    expect(shownRows().length).toBeLessThan(80);
    expect(host.ends()).toBe(0);

    scroller.scrollTop = scroller.scrollHeight;
    await drawn(() => shownRows().at(-1)?.textContent.includes('thing 99999') ?? false);
    expect(host.ends()).toBeGreaterThan(0);
  });
});

/** Resolves once the page looks so, which takes some frames after scrolling. */
async function drawn(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => requestAnimationFrame(resolve));
  expect(isSo()).toBeTrue();
}
