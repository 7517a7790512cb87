import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../core/graphql/scalars.ts';

@ObjectType({
  description: 'What an authenticator app is set up with. It counts once a code has confirmed it.',
  simpleResolvers: true,
})
export class TotpEnrollment {
  @Field(() => String, { description: 'The secret in base32, for typing. Shown this once.' })
  secret!: string;

  @Field(() => String, { description: 'The same as an otpauth:// address, for a QR code. Shown this once.' })
  uri!: string;
}

@ObjectType({ description: 'Codes that stand in for the authenticator app, each of them once.', simpleResolvers: true })
export class RecoveryCodes {
  @Field(() => [String], {
    description: 'Ten codes such as 7K2M-Q9XA-04TR. Shown this once; those before hold no longer.',
  })
  codes!: string[];
}

@ObjectType({ description: "Whether signing in takes a code besides the person's password.", simpleResolvers: true })
export class SecondFactor {
  @Field(() => DateTime, { nullable: true, description: 'Since when it does; null where it does not.' })
  enabledAt!: Date | null;

  @Field(() => Int, { description: 'How many recovery codes have not been used.' })
  recoveryCodesLeft!: number;
}
