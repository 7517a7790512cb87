import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../core/context.ts';
import { Right } from '../core/viewer.ts';
import { Actor } from './actor.ts';

/** What of an actor not everybody sees who sees what it did. */
@Resolver(() => Actor)
export class ActorResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The address that a person or a tool did it from; null for all others, where none was kept, and for who lacks the right PEOPLE.',
  })
  ip(@Root() { ip = null }: Actor, @Ctx() { viewer }: Context): string | null {
    return viewer?.rights.has(Right.PEOPLE) ? ip : null;
  }
}
