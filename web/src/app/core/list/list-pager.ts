import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Pager, type Total } from '../../ui/pager/pager';
import { type ListAddress, PAGE_SIZES, type PageInfo } from './list-address';

/** The pager of a list whose place is kept in the address. */
@Component({
  selector: 'app-list-pager',
  imports: [Pager],
  template: `
    <ui-pager
      [from]="address().from()"
      [count]="count() ?? 0"
      [total]="total()"
      [hasPrevious]="address().from() > 1"
      [hasNext]="info()?.hasNextPage ?? false"
      [isBusy]="isBusy()"
      [size]="address().size()"
      [sizes]="sizes()"
      (turn)="address().turn($event, info())"
      (sizeChange)="address().resize($event)"
    />
  `,
  styles: ':host { display: contents; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListPager {
  readonly address = input.required<Pick<ListAddress<unknown, string>, 'from' | 'size' | 'turn' | 'resize'>>();
  /** How many rows are shown; undefined while none has come. */
  readonly count = input.required<number | undefined>();
  readonly total = input.required<Total | undefined>();
  readonly info = input.required<PageInfo | undefined>();
  readonly isBusy = input(false);
  /** How many rows a page may have; 0: all of them. */
  readonly sizes = input<readonly number[]>(PAGE_SIZES);
}
