import type { Product } from '../core/graphql/generated';

/** Names of products are the same in every language. */
export const PRODUCTS: Readonly<Record<Product, string>> = {
  ESSENTIALS: 'Essentials',
  PERFORMANCE: 'Performance',
  POWER: 'Power',
  ENTERPRISE: 'Enterprise',
};

/** The products with a custom client generator. */
const WITH_CUSTOM_CLIENTS: readonly Product[] = ['PERFORMANCE', 'ENTERPRISE'];

export const hasCustomClients = (product: Product): boolean => WITH_CUSTOM_CLIENTS.includes(product);
