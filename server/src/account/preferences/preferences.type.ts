import { Field, ObjectType } from 'type-graphql';
import { CsvDateFormat, CsvScope } from '../../core/csv/csv-options.ts';

/** The languages that the portal speaks, by BCP 47. */
export const LANGUAGES = ['en', 'de'] as const;

/** What a new user prefers until they say otherwise. */
export const DEFAULT_PREFERENCES = {
  language: 'en',
  timeZone: 'UTC',
  csvScope: CsvScope.EVERYTHING,
  csvDateFormat: CsvDateFormat.ISO_8601,
} as const;

@ObjectType({ description: 'How a person wants the portal to speak and to tell the time.', simpleResolvers: true })
export class Preferences {
  @Field(() => String, { description: `The language: ${LANGUAGES.join(' or ')}.` })
  language!: string;

  @Field(() => String, { description: 'The time zone by its IANA name, such as Europe/Berlin.' })
  timeZone!: string;

  @Field(() => CsvScope, { description: 'How much of a list the button for CSV takes.' })
  csvScope!: CsvScope;

  @Field(() => CsvDateFormat, { description: 'How CSV files write dates.' })
  csvDateFormat!: CsvDateFormat;
}
