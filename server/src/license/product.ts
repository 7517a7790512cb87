import { registerEnumType } from 'type-graphql';

/** What a customer can license. */
export enum Product {
  ESSENTIALS = 'ESSENTIALS',
  PERFORMANCE = 'PERFORMANCE',
  POWER = 'POWER',
  ENTERPRISE = 'ENTERPRISE',
}

registerEnumType(Product, {
  name: 'Product',
  description: 'What a customer can license.',
  valuesConfig: {
    ESSENTIALS: { description: 'For one person: few clients, one session at once.' },
    PERFORMANCE: { description: 'For a team, with custom clients.' },
    POWER: { description: 'For support desks; also bounds the devices that are active at once.' },
    ENTERPRISE: { description: 'For a whole company, with custom clients and own limits.' },
  },
});

/** What the products are called, in every language. */
export const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
  [Product.ESSENTIALS]: 'Essentials',
  [Product.PERFORMANCE]: 'Performance',
  [Product.POWER]: 'Power',
  [Product.ENTERPRISE]: 'Enterprise',
};
