import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, isSignal, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';
import type { Column, RowSource, TableRow } from './column';

/** One row of a `ui-table`, which is drawn anew for itself when its source is a signal that changes. */
@Component({
  selector: 'tr[uiRow]',
  imports: [Icon, NgTemplateOutlet, RouterLink, WordPipe],
  templateUrl: './row-view.html',
  styleUrl: './row-view.scss',
  host: {
    role: 'row',
    '[attr.data-row]': 'row().id',
    '[class.leads]': 'link() !== undefined',
    '[class.chosen]': 'isChosen()',
    '(click)': 'follow($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RowView<Row extends TableRow> {
  private readonly router = inject(Router);

  readonly uiRow = input.required<RowSource<Row>>();
  readonly columns = input.required<readonly Column<Row>[]>();
  /** Whether the row has a box to choose it by. */
  readonly canChoose = input(false);
  readonly isChosen = input(false);
  /** What the row is called, read aloud with its box and its arrow. */
  readonly nameOf = input.required<(row: Row) => string>();
  /** Where the row leads: the commands of a router link. */
  readonly linkOf = input<(row: Row) => readonly string[]>();
  /** The box was pressed; `isRange` where Shift was held. */
  readonly choose = output<{ isChosen: boolean; isRange: boolean }>();

  protected readonly row = computed(() => {
    const source = this.uiRow();
    return isSignal(source) ? source() : source;
  });
  protected readonly name = computed(() => this.nameOf()(this.row()));
  protected readonly link = computed(() => this.linkOf()?.(this.row()));

  protected press(event: MouseEvent): void {
    this.choose.emit({ isChosen: (event.target as HTMLInputElement).checked, isRange: event.shiftKey });
  }

  /** A press anywhere on the row leads on too, unless it was meant for something in it, or for choosing text. */
  protected follow(event: MouseEvent): void {
    const link = this.link();
    const target = event.target as Element;
    if (!link || target.closest('a, button, input, label') || window.getSelection()?.isCollapsed === false) return;
    void this.router.navigate([...link]);
  }
}
