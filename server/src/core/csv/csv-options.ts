import { IsOptional, IsTimeZone, Matches, MaxLength } from 'class-validator';
import { Field, InputType, registerEnumType } from 'type-graphql';

/** How much of a list goes into a CSV file. */
export enum CsvScope {
  EVERYTHING = 'EVERYTHING',
  PAGE = 'PAGE',
}

registerEnumType(CsvScope, {
  name: 'CsvScope',
  description: 'How much of a list goes into a CSV file.',
  valuesConfig: {
    EVERYTHING: { description: 'The whole list, as it is filtered and ordered.' },
    PAGE: { description: 'The page that is shown.' },
  },
});

/** How a CSV file writes dates. */
export enum CsvDateFormat {
  ISO_8601 = 'ISO_8601',
  YEAR_MONTH_DAY = 'YEAR_MONTH_DAY',
  DAY_MONTH_YEAR_DOTS = 'DAY_MONTH_YEAR_DOTS',
  DAY_MONTH_YEAR = 'DAY_MONTH_YEAR',
  MONTH_DAY_YEAR = 'MONTH_DAY_YEAR',
}

registerEnumType(CsvDateFormat, {
  name: 'CsvDateFormat',
  description: 'How a CSV file writes dates and times, always in one time zone.',
  valuesConfig: {
    ISO_8601: { description: 'With the distance to UTC, for programs: 2026-11-22T18:05:09+01:00.' },
    YEAR_MONTH_DAY: { description: 'Sorts as text, and every spreadsheet reads it: 2026-11-22 18:05:09.' },
    DAY_MONTH_YEAR_DOTS: { description: '22.11.2026 18:05:09.' },
    DAY_MONTH_YEAR: { description: '22/11/2026 18:05:09.' },
    MONTH_DAY_YEAR: { description: '11/22/2026 06:05:09 PM.' },
  },
});

/** How a CSV file is written, and how much goes into it. */
export interface CsvSettings {
  readonly scope: CsvScope;
  readonly dateFormat: CsvDateFormat;
  /** An IANA name. */
  readonly timeZone: string;
}

@InputType({ description: "How a CSV file is written. What is left out goes by the person's preferences." })
export class CsvOptions {
  @Field(() => CsvScope, {
    nullable: true,
    description: 'How much of the list; a tool gets EVERYTHING unless it says so.',
  })
  scope?: CsvScope | null;

  @Field(() => CsvDateFormat, {
    nullable: true,
    description: 'How dates are written; for a tool ISO_8601 unless it says so.',
  })
  dateFormat?: CsvDateFormat | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of the dates by its IANA name, such as Europe/Berlin; for a tool UTC unless it says so.',
  })
  @IsOptional()
  @MaxLength(64)
  @Matches(/^[A-Z]/)
  @IsTimeZone({ message: 'timeZone must be the IANA name of a time zone, or UTC' })
  timeZone?: string | null;
}
