import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'One of the two ends of a session, as it was when the session started.',
  simpleResolvers: true,
})
export class SessionParty {
  @Field(() => ID, { description: 'Its number: 9 or 10 digits.' })
  clientId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The alias that it had; null for none, or where nobody knows the number.',
  })
  alias!: string | null;

  @Field(() => Boolean, { description: "Whether it was one of the account's own clients." })
  isOwn!: boolean;
}
