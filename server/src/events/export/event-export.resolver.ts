import { Arg, Args, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { CsvOptions, type CsvSettings } from '../../core/csv/csv-options.ts';
import { Download } from '../../core/download/download.type.ts';
import { checkedPage, keysetOf, PageArgs } from '../../core/graphql/page.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import { EventFilter } from '../event.type.ts';
import type { EventExport } from './event-export.ts';
import type { ExportsService } from './exports.service.ts';

/** How many values a cursor of the log holds. */
const KEY_WIDTH = 2;

/** Knows how somebody wants files to be written. */
interface Choices {
  of(viewer: Viewer, options: CsvOptions | null): Promise<CsvSettings>;
}

@Resolver()
export class EventExportResolver {
  constructor(
    private readonly exports: ExportsService,
    private readonly kind: EventExport,
    private readonly choices: Choices,
  ) {}

  @Authorized(Right.EVENTS_READ)
  @Mutation(() => Download, {
    description:
      'The log as a CSV file, the oldest event first, which can be fetched once: all of it, or the page that the arguments name, as `options.scope` or ' +
      "the person's preference says. It has what whoever fetches it may see. An account has one export at a time: RATE_LIMITED while another goes on.",
  })
  async exportEvents(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which events; all where it is left out.' })
    filter: EventFilter | null,
    @Arg('options', () => CsvOptions, { nullable: true, description: 'How the file is written.' })
    options: CsvOptions | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Download> {
    keysetOf(page, KEY_WIDTH);
    const settings = await this.choices.of(viewer, options);
    return this.exports.request({ viewer, kind: this.kind, list: { filter: filter ?? {}, page }, settings });
  }
}
