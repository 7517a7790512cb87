import { Field, ObjectType } from 'type-graphql';
import { UserViewerType } from '../viewer/viewer.type.ts';

@ObjectType({ description: 'Who is signed in now. The cookie comes with the answer.', simpleResolvers: true })
export class SignedInPayload {
  @Field(() => UserViewerType, { description: 'The person.' })
  viewer!: UserViewerType;
}

@ObjectType({ description: 'How far signing in has come. The cookie comes with the answer.', simpleResolvers: true })
export class SignInPayload {
  @Field(() => UserViewerType, {
    nullable: true,
    description: 'Who is signed in now; null where the second factor is needed.',
  })
  viewer!: UserViewerType | null;

  @Field(() => Boolean, {
    description: 'Whether the password was right, and a code is needed too: `verifySecondFactor`, within 10 minutes.',
  })
  needsSecondFactor!: boolean;
}
