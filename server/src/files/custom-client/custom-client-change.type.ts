import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CustomClient } from './custom-client.entity.ts';
import type { CustomClientRow } from './custom-client.service.ts';

/** What happened to a custom client. */
export enum CustomClientChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}

registerEnumType(CustomClientChangeKind, {
  name: 'CustomClientChangeKind',
  description: 'What happened to a custom client.',
  valuesConfig: {
    ADDED: { description: 'It was made.' },
    CHANGED: { description: 'It, a build of it, a link to it, or how many run or have downloaded it has changed.' },
    REMOVED: { description: 'It was deleted.' },
  },
});

@ObjectType({ description: 'A change of a custom client.', simpleResolvers: true })
export class CustomClientChange {
  @Field(() => CustomClientChangeKind, { description: 'What happened to it.' })
  kind!: CustomClientChangeKind;

  @Field(() => ID, { description: 'Which custom client.' })
  id!: string;

  @Field(() => CustomClient, { nullable: true, description: 'The custom client as it is now; null for REMOVED.' })
  customClient!: CustomClientRow | null;
}
