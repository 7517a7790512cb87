import { Arg, Args, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CsvChoices } from '../../account/preferences/csv-choices.ts';
import type { ViewerContext } from '../../core/context.ts';
import { CsvOptions } from '../../core/csv/csv-options.ts';
import { Download } from '../../core/download/download.type.ts';
import { checkedPage, keysetOf, PageArgs } from '../../core/graphql/page.ts';
import { Right } from '../../core/viewer.ts';
import type { ExportsService } from '../../events/export/exports.service.ts';
import { KEY_WIDTH } from '../list/session-list.ts';
import { SessionFilter, SessionOrder } from '../session.input.ts';
import type { SessionExport } from './session-export.ts';

@Resolver()
export class SessionExportResolver {
  constructor(
    private readonly exports: ExportsService,
    private readonly kind: SessionExport,
    private readonly choices: CsvChoices,
  ) {}

  @Authorized(Right.SESSIONS_READ)
  @Mutation(() => Download, {
    description:
      'A list of sessions as a CSV file, which can be fetched once: all of it, or the page that the arguments name, as `options.scope` or the ' +
      "person's preference says. An account has one export at a time: RATE_LIMITED while another goes on.",
  })
  async exportSessions(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Arg('filter', () => SessionFilter, { nullable: true, description: 'Which sessions; all where it is left out.' })
    filter: SessionFilter | null,
    @Arg('orderBy', () => SessionOrder, { nullable: true, description: 'In which order.' })
    orderBy: SessionOrder | null,
    @Arg('options', () => CsvOptions, { nullable: true, description: 'How the file is written.' })
    options: CsvOptions | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Download> {
    keysetOf(page, KEY_WIDTH);
    const settings = await this.choices.of(viewer, options);
    const list = { filter: filter ?? {}, page, ...(orderBy && { direction: orderBy.direction }) };
    return this.exports.request({ viewer, kind: this.kind, list, settings });
  }
}
