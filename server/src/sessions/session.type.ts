import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../core/graphql/page.ts';
import { Session } from './session.entity.ts';
import type { SessionFacts } from './session-row.ts';

export const SessionConnection = connectionOf('Session', Session);

@ObjectType({ description: 'A session that has started, changed or ended.', simpleResolvers: true })
export class SessionChange {
  @Field(() => ID, { description: "The session's id." })
  id!: string;

  @Field(() => Session, { description: 'The session as it is now.' })
  session!: SessionFacts;
}
