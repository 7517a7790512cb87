import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../core/page.ts';
import { Right } from '../core/viewer.ts';
import { Invoice } from './invoice.entity.ts';
import type { InvoiceService } from './invoice.service.ts';

const InvoiceConnection = connectionOf('Invoice', Invoice);

@Resolver()
export class InvoiceResolver {
  constructor(private readonly service: InvoiceService) {}

  @Authorized(Right.INVOICES_READ)
  @Query(() => InvoiceConnection, { description: "The account's invoices, the newest first." })
  invoices(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Page<Invoice>> {
    return this.service.page(viewer.accountId, page);
  }
}
