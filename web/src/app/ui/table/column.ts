import { Directive, type Signal, TemplateRef, inject, input } from '@angular/core';

/** A row of a table is known by its id. Where it changes by itself, it comes as a signal, and is drawn alone when it does. */
export interface TableRow {
  readonly id: string;
}
export type RowSource<Row extends TableRow> = Row | Signal<Row>;

/**
 * One column of a `ui-table`: its name, its heading, and, as the template's content, how a cell is drawn.
 *
 *     <ng-template [uiColumn]="list.rows()" name="alias" [heading]="'clients.alias' | t" sortBy="ALIAS" let-row>
 *
 * The rows are handed over so that `row` has their type.
 */
@Directive({ selector: 'ng-template[uiColumn]' })
export class Column<Row extends TableRow> {
  readonly uiColumn = input.required<readonly RowSource<Row>[] | undefined>();
  /** A plain word, unique within the table. */
  readonly name = input.required<string>();
  readonly heading = input.required<string>();
  /** The heading is read aloud, not seen: for columns whose cells explain themselves. */
  readonly isHeadingHidden = input(false);
  /** What the table is sorted by when the heading is pressed; without it, it cannot be. */
  readonly sortBy = input<string>();
  /** A length such as `120px` or `20%`; columns without one share what is left. */
  readonly width = input<string>();
  /** `end`: numbers that are compared. */
  readonly align = input<'start' | 'end'>('start');
  /** 1: always there. 2: left out where the table is narrow. 3: first to be left out. A card shows all but 3. */
  readonly priority = input<1 | 2 | 3>(1);

  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row extends TableRow>(_: Column<Row>, context: unknown): context is { $implicit: Row } {
    return context !== undefined;
  }
}
