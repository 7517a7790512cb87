import { IsIn, IsOptional, IsTimeZone, Matches, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CsvDateFormat, CsvScope } from '../../core/csv/csv-options.ts';
import { LANGUAGE_LIST, LANGUAGES } from './preferences.type.ts';

@InputType({ description: 'What of the preferences is to change; what is left out stays.' })
export class UpdatePreferencesInput {
  @Field(() => String, { nullable: true, description: `The language, one of ${LANGUAGE_LIST}.` })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The time zone by its IANA name, such as Europe/Berlin, or UTC.',
  })
  @IsOptional()
  @MaxLength(64)
  // Every alias counts, of which no list has them all; offsets do not, as databases read them the other way round.
  @Matches(/^[A-Z]/)
  @IsTimeZone({ message: 'timeZone must be the IANA name of a time zone, or UTC' })
  timeZone?: string | null;

  @Field(() => CsvScope, { nullable: true, description: 'How much of a list the button for CSV takes.' })
  csvScope?: CsvScope | null;

  @Field(() => CsvDateFormat, { nullable: true, description: 'How CSV files write dates.' })
  csvDateFormat?: CsvDateFormat | null;
}
