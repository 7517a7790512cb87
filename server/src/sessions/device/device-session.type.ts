import { Field, ID, ObjectType } from 'type-graphql';
import { Session } from '../session.entity.ts';
import type { SessionFacts } from '../session-row.ts';

@ObjectType({ description: 'What became of the sessions that a device has listed.', simpleResolvers: true })
export class ReportSessionsPayload {
  @Field(() => [Session], { description: 'Those that are active, in the order of the list.' })
  sessions!: SessionFacts[];

  @Field(() => [ID], {
    description: 'The local ids of those that the device must close: they have ended, or there is no place for them.',
  })
  close!: string[];
}
