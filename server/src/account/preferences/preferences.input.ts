import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { LANGUAGES } from './preferences.type.ts';

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

@InputType({ description: 'What of the preferences is to change; what is left out stays.' })
export class UpdatePreferencesInput {
  @Field(() => String, { nullable: true, description: `The language: ${LANGUAGES.join(' or ')}.` })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The time zone by its IANA name, such as Europe/Berlin, or UTC.',
  })
  @IsOptional()
  @MaxLength(64)
  @IsIn(TIME_ZONES, { message: 'timeZone must be the IANA name of a time zone, or UTC' })
  timeZone?: string | null;
}
