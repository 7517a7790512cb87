import { IsIn, IsOptional } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { COUNTRIES } from '../../core/countries.ts';
import { PlainText } from '../../core/graphql/validation.ts';

@InputType({
  description: 'What of the holder of the account is to change. What is left out stays; an empty text takes it away.',
})
export class UpdateContactInput {
  @Field(() => String, { nullable: true, description: 'The name of the person: 1 to 100 characters.' })
  @PlainText(100, 1)
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  @PlainText(100)
  company?: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number: at most 100 characters.' })
  @PlainText(100)
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 20 characters.' })
  @PlainText(20)
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  @PlainText(100)
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'The country by ISO 3166-1, two capital letters.' })
  @IsOptional()
  @IsIn([...COUNTRIES, ''], { message: 'country must be one of ISO 3166-1, by its two capital letters' })
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A telephone number that can be: as it is dialed in the country, or with + and the code of another. At most 30 characters.',
  })
  @PlainText(30)
  phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The number for value added tax, with its country in front; the check digits and the country of the address must fit. At most 20 characters.',
  })
  @PlainText(20)
  vatId?: string | null;
}
