import { ApiError } from '../core/errors.ts';
import { isUuid } from '../core/ids.ts';
import { COUNT_LIMIT, keysetOf, type Page, type PageArgs, pageOf, totalOf } from '../core/page.ts';
import type { Reader } from '../core/sql.ts';
import type { LicenseService } from '../license/license.service.ts';
import { PRODUCTS } from '../license/products.ts';
import type { CustomClient } from './custom-client.entity.ts';

// Ids grow with time, so the newest is the greatest.
const pageInOrder = (way: 'ASC' | 'DESC', beyond: '<' | '>'): string => `
  SELECT id, name, platform, version, created_at AS "createdAt" FROM custom_client
  WHERE account_id = $1 AND ($3::uuid IS NULL OR id ${beyond} $3) ORDER BY id ${way} LIMIT $2`;
const NEWEST_FIRST = pageInOrder('DESC', '<');
const OLDEST_FIRST = pageInOrder('ASC', '>');
const COUNT = `
  SELECT count(*)::int AS count FROM (SELECT FROM custom_client WHERE account_id = $1 LIMIT ${String(COUNT_LIMIT + 1)}) c`;

/** Reads the custom clients of accounts whose product has them. */
export class CustomClientService {
  constructor(
    private readonly reader: Reader,
    private readonly licenses: LicenseService,
  ) {}

  /**
   * A page of the account's custom clients, the newest first.
   *
   * @throws ApiError FORBIDDEN where the product has none; `details.product` names it
   */
  async page(accountId: string, args: PageArgs): Promise<Page<CustomClient>> {
    await this.requireProduct(accountId);
    const keyset = keysetOf(args, 1);
    const [from] = keyset.from ?? [];
    if (keyset.from && !isUuid(from)) throw new ApiError('BAD_USER_INPUT', 'No such cursor');

    const [name, text] = keyset.isBackwards ? ['custom-clients back', OLDEST_FIRST] : ['custom-clients', NEWEST_FIRST];
    const rows = await this.reader.rows<CustomClient>(name, text, [accountId, keyset.limit, from]);
    const total = async () => {
      const [counted] = await this.reader.rows<{ count: number }>('custom-clients count', COUNT, [accountId]);
      return totalOf(counted?.count ?? 0);
    };
    return pageOf(rows, keyset, row => [row.id], total);
  }

  private async requireProduct(accountId: string): Promise<void> {
    const { product } = await this.licenses.of(accountId);
    if (PRODUCTS[product].hasCustomClients) return;
    throw new ApiError('FORBIDDEN', 'The product has no custom clients', { product });
  }
}
