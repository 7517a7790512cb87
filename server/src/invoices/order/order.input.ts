import { IsDivisibleBy, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { KeyedInput } from '../../core/idempotency.ts';
import { License } from '../../license/license.entity.ts';
import { Product } from '../../license/product.ts';
import { ALIAS_PACK, MAX_ALIASES } from '../../license/products.ts';
import { NamespaceName } from '../../license/namespace/namespace-name.ts';
import { Invoice } from '../invoice.entity.ts';

const ACCEPTED =
  'What the person has agreed to pay, in cents: `grossCents` of the offer. CONFLICT where it costs more by now, with grossCents.';

@InputType({ description: 'A greater product, from now on.' })
export class UpgradeLicenseInput extends KeyedInput {
  @Field(() => Product, { description: 'The product.' })
  product!: Product;

  @Field(() => Int, { description: ACCEPTED })
  @Min(0)
  acceptedGrossCents!: number;
}

@InputType({ description: 'A namespace of the own, or more aliases in it.' })
export class NamespaceOfferInput {
  @Field(() => String, {
    description:
      'What is to stand behind the @: 3 to 20 of a-z, 0-9 and -, with a letter, beginning and ending with a letter or digit, not two - beside each other. Words that others would take for the portal are refused.',
  })
  @NamespaceName()
  name!: string;

  @Field(() => Int, {
    description: `How many aliases it is to hold: hundreds, ${String(ALIAS_PACK)} to ${String(MAX_ALIASES)}.`,
  })
  @IsDivisibleBy(ALIAS_PACK)
  @Min(ALIAS_PACK)
  @Max(MAX_ALIASES)
  maxAliases!: number;
}

@InputType({ description: 'A namespace of the own, or more aliases in it, from now on.' })
export class BuyNamespaceInput extends KeyedInput {
  @Field(() => String, { description: 'What is to stand behind the @: see NamespaceOfferInput.' })
  @NamespaceName()
  name!: string;

  @Field(() => Int, {
    description: `How many aliases it is to hold: hundreds, ${String(ALIAS_PACK)} to ${String(MAX_ALIASES)}.`,
  })
  @IsDivisibleBy(ALIAS_PACK)
  @Min(ALIAS_PACK)
  @Max(MAX_ALIASES)
  maxAliases!: number;

  @Field(() => Int, { description: ACCEPTED })
  @Min(0)
  acceptedGrossCents!: number;
}

@ObjectType({ description: 'What came of an order.', simpleResolvers: true })
export class OrderPayload {
  @Field(() => License, { description: 'The license as it is now.' })
  license!: License;

  @Field(() => Invoice, { nullable: true, description: 'The invoice; null where nothing was to be paid.' })
  invoice!: Invoice | null;
}
