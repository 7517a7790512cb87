import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Viewer } from '../core/viewer.ts';

/** Who made a change. */
export enum ActorKind {
  USER = 'USER',
  TOKEN = 'TOKEN',
  DEVICE = 'DEVICE',
  OPERATOR = 'OPERATOR',
  SYSTEM = 'SYSTEM',
}

registerEnumType(ActorKind, {
  name: 'ActorKind',
  description: 'Who made a change.',
  valuesConfig: {
    USER: { description: 'A person who was signed in.' },
    TOKEN: { description: 'A tool with an API token.' },
    DEVICE: { description: 'A client.' },
    OPERATOR: { description: 'Whoever runs the portal, by its command line.' },
    SYSTEM: { description: 'The portal by itself: a lease that ran out, a length that was reached.' },
  },
});

@ObjectType({ description: 'Who made a change.', simpleResolvers: true })
export class Actor {
  @Field(() => ActorKind, { description: 'What kind of principal it was.' })
  kind!: ActorKind;

  @Field(() => ID, { nullable: true, description: "The user's, token's or client's id; null for the portal itself." })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'The name it had then, where it has one.' })
  name!: string | null;

  /** The address that a person or a tool called from. `ActorResolver` says who sees it. */
  ip?: string | null;
}

/** The portal by itself. */
export const SYSTEM: Actor = { kind: ActorKind.SYSTEM, id: null, name: null };

/** Whoever runs the portal, at its command line. @param name who says so; null where nobody was named */
export const operatorActor = (name: string | null): Actor => ({ kind: ActorKind.OPERATOR, id: null, name });

/** A device, acting as its client. */
export const deviceActor = (clientId: string): Actor => ({ kind: ActorKind.DEVICE, id: clientId, name: null });

/** The principal of a request, as the log names it, with the address of the request where it is a person or a tool. */
export function actorOf(viewer: Viewer): Actor {
  if (viewer.kind === 'device') return deviceActor(viewer.clientId);
  const { ip = null } = viewer;
  if (viewer.kind === 'token') return { kind: ActorKind.TOKEN, id: viewer.tokenId, name: viewer.name, ip };
  return { kind: ActorKind.USER, id: viewer.userId, name: viewer.name, ip };
}
