import { Field, InputType, ObjectType } from 'type-graphql';
import { KeyedInput } from '../../core/idempotency.ts';
import { License } from '../license.entity.ts';

@InputType({ description: 'Which wish for a new license key this is.' })
export class ResetLicenseKeyInput extends KeyedInput {}

@ObjectType({ description: 'A license with its key, shown to somebody whom the log names.', simpleResolvers: true })
export class LicenseKeyPayload {
  @Field(() => String, { description: 'The key in full, with which devices enroll.' })
  key!: string;

  @Field(() => License, { description: 'The license.' })
  license!: License;
}
