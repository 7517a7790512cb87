import { CsvScope, type CsvSettings } from '../../core/csv/csv-options.ts';
import { type CsvColumn, type CsvTable, csvTable, onePage } from '../../core/csv/csv-stream.ts';
import type { PageArgs } from '../../core/graphql/page.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import type { EventFilter } from '../event.type.ts';
import type { EventsService } from '../events.service.ts';
import type { LogEvent } from '../log-event.ts';
import { wantedBy } from '../visible.ts';
import type { ExportKind } from './export-kind.ts';

/** Which events are exported. */
export interface EventList {
  readonly filter: EventFilter;
  readonly page: PageArgs;
}

/** The log as a CSV file, as far as the rights of whoever fetches it reach. */
export class EventExport implements ExportKind<EventList> {
  readonly name = 'events';
  readonly right = Right.EVENTS_READ;

  constructor(private readonly service: EventsService) {}

  table(viewer: Viewer, { filter, page }: EventList, { scope }: CsvSettings): CsvTable {
    const wanted = wantedBy(viewer, filter);
    const rows = scope === CsvScope.PAGE ? onePage(() => this.service.page(wanted, page)) : this.service.all(wanted);
    return csvTable(columnsFor(viewer), rows);
  }
}

/** The columns that programs may rely on: new ones come last. */
const columnsFor = ({ rights }: Viewer): readonly CsvColumn<LogEvent>[] => [
  { title: 'Time', cell: ({ at }) => at },
  { title: 'Event', cell: ({ type }) => type },
  { title: 'Actor kind', cell: ({ actor }) => actor.kind },
  { title: 'Actor name', cell: ({ actor }) => actor.name },
  { title: 'Actor ID', cell: ({ actor }) => actor.id },
  { title: 'Address', cell: ({ actor }) => (rights.has(Right.PEOPLE) ? (actor.ip ?? null) : null) },
  { title: 'Client', cell: ({ clientId }) => clientId },
  { title: 'Session ID', cell: ({ sessionId }) => sessionId },
  { title: 'Data', cell: ({ data }) => JSON.stringify(data) },
];
