import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/scalars.ts';

@ObjectType({
  description: 'Where something can be fetched for a while, by whoever has the address.',
  simpleResolvers: true,
})
export class Download {
  @Field(() => String, {
    description:
      'Its address on the portal, such as /my/exports/…. It stands for the one who asked, so it is a secret: no other credential is needed.',
  })
  url!: string;

  @Field(() => DateTime, { description: 'From when on it opens nothing any more: 5 minutes after it was made.' })
  expiresAt!: Date;
}
