import { Arg, Args, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CsvChoices } from '../../account/preferences/csv-choices.ts';
import type { ViewerContext } from '../../core/context.ts';
import { CsvOptions } from '../../core/csv/csv-options.ts';
import { Download } from '../../core/download/download.type.ts';
import { checkedPage, keysetOf, PageArgs } from '../../core/graphql/page.ts';
import { Right } from '../../core/viewer.ts';
import type { ExportsService } from '../../events/export/exports.service.ts';
import { ClientFilter, ClientOrder } from '../client.input.ts';
import { KEY_WIDTH } from '../list/client-list.ts';
import type { ClientExport } from './client-export.ts';

@Resolver()
export class ClientExportResolver {
  constructor(
    private readonly exports: ExportsService,
    private readonly kind: ClientExport,
    private readonly choices: CsvChoices,
  ) {}

  @Authorized(Right.CLIENTS_READ)
  @Mutation(() => Download, {
    description:
      'A list of clients as a CSV file, which can be fetched once: all of it, or the page that the arguments name, as `options.scope` or the ' +
      "person's preference says. An account has one export at a time: RATE_LIMITED while another goes on.",
  })
  async exportClients(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Arg('filter', () => ClientFilter, { nullable: true, description: 'Which clients are wanted.' })
    filter: ClientFilter | null,
    @Arg('orderBy', () => ClientOrder, { nullable: true, description: 'How they are ordered.' })
    order: ClientOrder | null,
    @Arg('options', () => CsvOptions, { nullable: true, description: 'How the file is written.' })
    options: CsvOptions | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Download> {
    keysetOf(page, KEY_WIDTH);
    const settings = await this.choices.of(viewer, options);
    return this.exports.request({
      viewer,
      kind: this.kind,
      list: { filter: filter ?? {}, order: order ?? null, page },
      settings,
    });
  }
}
