import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  contentChildren,
  inject,
  input,
  isSignal,
  linkedSignal,
  model,
  output,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';
import { ProgressBar } from '../progress-bar/progress-bar';
import { WordPipe } from '../words/word.pipe';
import { Column, type RowSource, type TableRow } from './column';
import { RowView } from './row-view';
import { type Sort, sortAfterPress } from './sort';
import { TableScroll } from './table-scroll';

/** Lines that stand where rows will come. */
const WAITING_LINES = Array.from({ length: 10 }, (_, line) => line);

/**
 * A list as a table in a white sheet, from its tools to its pager. Where it is narrow each row becomes a card; beyond 150 rows
 * only those are drawn that are seen, so that 100,000 scroll like 100. Its states are told apart by `rows`: undefined is on
 * its way, empty shows what is marked `empty`; `isFailed` shows what is marked `failed` instead of either.
 *
 * Marked parts: `tools` above, `bulk` while rows are chosen, `foot` below, `empty`, `failed`.
 */
@Component({
  selector: 'ui-table',
  imports: [Icon, MatButtonModule, ProgressBar, RowView, WordPipe],
  templateUrl: './table.html',
  styleUrl: './table.scss',
  providers: [TableScroll],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Table<Row extends TableRow> {
  private readonly scroll = inject(TableScroll);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly body = viewChild<ElementRef<HTMLElement>>('body');

  readonly rows = input.required<readonly RowSource<Row>[] | undefined>();
  /** What the table lists, read aloud: "Clients". */
  readonly label = input.required<string>();
  /** What a row is called: it names the row's box and its arrow. */
  readonly nameOf = input<(row: Row) => string>(row => row.id);
  /** Where a row's arrow leads, as the commands of a router link; without it, rows have no arrow. */
  readonly linkOf = input<(row: Row) => readonly string[]>();
  readonly sort = input<Sort>();
  /** The user asks for another order. */
  readonly sortChange = output<Sort>();
  /** The ids of the chosen rows, also of those on other pages; undefined: rows cannot be chosen. */
  readonly chosen = model<ReadonlySet<string>>();
  /** Says what is shown: when it changes, by another page or order, the table begins at its top again. */
  readonly view = input<string>();
  /** What is shown is being read anew. */
  readonly isBusy = input(false);
  readonly isFailed = input(false);
  /** The last rows are nearly in sight: a list without a pager loads more. */
  readonly endNear = output();

  protected readonly columns = contentChildren<Column<Row>>(Column);
  protected readonly waitingLines = WAITING_LINES;
  protected readonly emptySet: ReadonlySet<string> = new Set();
  protected readonly sortable = computed(() => this.columns().filter(column => column.sortBy() !== undefined));
  protected readonly canChoose = computed(() => this.chosen() !== undefined);
  /** How many cells a row has, its box and its arrow counted. */
  protected readonly width = computed(
    () => this.columns().length + (this.canChoose() ? 1 : 0) + (this.linkOf() ? 1 : 0),
  );

  protected readonly window = computed(() => this.scroll.windowOf(this.rows()?.length ?? 0));
  protected readonly drawn = computed(() => {
    const { first, end } = this.window();
    return (this.rows() ?? []).slice(first, end);
  });
  protected readonly above = computed(() => this.window().first * this.scroll.rowHeight());
  protected readonly below = computed(() => ((this.rows()?.length ?? 0) - this.window().end) * this.scroll.rowHeight());
  /** How much of what is shown is chosen. */
  protected readonly share = computed<'none' | 'some' | 'all'>(() => {
    const chosen = this.chosen();
    const rows = this.rows() ?? [];
    const count = chosen?.size ? rows.filter(row => chosen.has(idOf(row))).length : 0;
    return count === 0 ? 'none' : count === rows.length ? 'all' : 'some';
  });
  /** The row from which a choice with Shift reaches; forgotten with the rows. */
  private readonly anchor = linkedSignal<unknown, string | undefined>({
    source: this.rows,
    computation: () => undefined,
  });

  constructor() {
    this.scroll.follow(() => ({ scroller: this.scroller().nativeElement, body: this.body()?.nativeElement }));
    afterRenderEffect(() => {
      this.view();
      this.scroller().nativeElement.scrollTop = 0;
    });
    afterRenderEffect(() => {
      const count = this.rows()?.length ?? 0;
      if (count > 0 && this.window().end >= count) this.endNear.emit();
    });
  }

  protected sourceId(source: RowSource<Row>): string {
    return idOf(source);
  }

  protected press(by: string): void {
    this.sortChange.emit(sortAfterPress(this.sort(), by));
  }

  protected choose(id: string, { isChosen, isRange }: { isChosen: boolean; isRange: boolean }): void {
    const ids = isRange ? this.between(this.anchor() ?? id, id) : [id];
    this.change(ids, isChosen);
    this.anchor.set(id);
  }

  protected chooseAll(isChosen: boolean): void {
    this.change((this.rows() ?? []).map(idOf), isChosen);
  }

  private change(ids: readonly string[], isChosen: boolean): void {
    const next = new Set(this.chosen());
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    this.chosen.set(next);
  }

  private between(one: string, other: string): string[] {
    const ids = (this.rows() ?? []).map(idOf);
    const [from, to] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
    return from === undefined || to === undefined || from < 0 ? [other] : ids.slice(from, to + 1);
  }
}

function idOf(source: RowSource<TableRow>): string {
  return isSignal(source) ? source().id : source.id;
}
