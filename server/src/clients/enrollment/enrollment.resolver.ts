import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../core/context.ts';
import { EnrollClientInput, EnrollClientPayload } from './enrollment.input.ts';
import type { EnrollmentService } from './enrollment.service.ts';

@Resolver()
export class EnrollmentResolver {
  constructor(private readonly service: EnrollmentService) {}

  @Extensions({ public: true })
  @Mutation(() => EnrollClientPayload, {
    description:
      'Makes a device a client of the account whose key it has; it takes a seat. The same hardware id enrolling again is the same ' +
      'client with a new token: with its token at any time, without it only while the client is OFFLINE. Refuses with ' +
      'LICENSE_KEY_INVALID, LICENSE_EXPIRED, SEAT_LIMIT_REACHED, CLONE_SUSPECTED, RATE_LIMITED, or CONFLICT for a client of another account.',
  })
  enrollClient(
    @Arg('input', () => EnrollClientInput) input: EnrollClientInput,
    @Ctx() { origin }: Context,
  ): Promise<EnrollClientPayload> {
    return this.service.enroll(input, origin);
  }
}
