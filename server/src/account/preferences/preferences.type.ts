import { Field, ObjectType } from 'type-graphql';
import { CsvDateFormat, CsvScope } from '../../core/csv/csv-options.ts';

/** The languages that the portal speaks, by BCP 47. Mails and documents are in English and German alone. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr'] as const;

/** The same, for the descriptions in the schema. */
export const LANGUAGE_LIST = LANGUAGES.join(', ');

/** What a new user prefers until they say otherwise. */
export const DEFAULT_PREFERENCES = {
  language: 'en',
  timeZone: 'UTC',
  csvScope: CsvScope.EVERYTHING,
  csvDateFormat: CsvDateFormat.ISO_8601,
} as const;

@ObjectType({ description: 'How a person wants the portal to speak and to tell the time.', simpleResolvers: true })
export class Preferences {
  @Field(() => String, {
    description: `The language, one of ${LANGUAGE_LIST}. Mails and documents are in English where it is not German.`,
  })
  language!: string;

  @Field(() => String, { description: 'The time zone by its IANA name, such as Europe/Berlin.' })
  timeZone!: string;

  @Field(() => CsvScope, { description: 'How much of a list the button for CSV takes.' })
  csvScope!: CsvScope;

  @Field(() => CsvDateFormat, { description: 'How CSV files write dates.' })
  csvDateFormat!: CsvDateFormat;
}
