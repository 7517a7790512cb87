import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../core/graphql/page.ts';
import { Right } from '../core/viewer.ts';
import { Invoice } from './invoice.entity.ts';
import type { InvoiceService } from './invoice.service.ts';

const InvoiceConnection = connectionOf('Invoice', Invoice);

@Resolver(() => Invoice)
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

  @Authorized(Right.INVOICES_READ)
  @Query(() => Invoice, {
    nullable: true,
    description: 'One invoice of the account; null where it has none of that id.',
  })
  invoice(@Arg('id', () => ID) id: string, @Ctx() { viewer }: ViewerContext): Promise<Invoice | null> {
    return this.service.find(viewer.accountId, id);
  }

  @FieldResolver(() => String, {
    description:
      'Where its PDF is fetched, below the address of the portal: with the cookie of a sign-in, or with an API token. It carries the invoice for programs too (Factur-X, EN 16931).',
  })
  pdfUrl(@Root() { id }: Invoice): string {
    return `/my/invoices/${id}`;
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice that it takes back.' })
  async cancels(@Root() { accountId, cancels }: Invoice): Promise<Invoice | null> {
    return cancels ? this.service.find(accountId, cancels) : null;
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'What takes it back; null where nothing does.' })
  async cancelledBy(@Root() invoice: Invoice): Promise<Invoice | null> {
    return this.service.cancellationOf(invoice);
  }
}
