import { ApiError } from '../core/errors.ts';
import type { Product } from './product.ts';
import { PRODUCTS } from './products.ts';

/**
 * Lets pass what only some products have.
 *
 * @throws ApiError FORBIDDEN where the product has no custom clients; `details.upgradeTo` names the greater ones that do
 */
export function requireCustomClients(product: Product): void {
  if (PRODUCTS[product].hasCustomClients) return;
  const upgradeTo = Object.entries(PRODUCTS)
    .filter(([, terms]) => terms.hasCustomClients && terms.yearlyCents > PRODUCTS[product].yearlyCents)
    .map(([name]) => name);
  throw new ApiError('FORBIDDEN', 'The product has no custom clients', { product, upgradeTo });
}
