import { Field, ObjectType } from 'type-graphql';
import { UserViewerType } from '../viewer/viewer.type.ts';

@ObjectType({ description: 'Who is signed in now. The cookie comes with the answer.', simpleResolvers: true })
export class SignInPayload {
  @Field(() => UserViewerType, { description: 'The person.' })
  viewer!: UserViewerType;
}
