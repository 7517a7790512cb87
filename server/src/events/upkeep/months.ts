/** A calendar month in UTC, as one partition of the log holds it. */
export interface Month {
  readonly from: Date;
  /** The first moment that is no longer in it. */
  readonly to: Date;
  /** Its partition. */
  readonly table: string;
}

/** The month `offset` months after the one in which `date` lies; before it where negative. */
export function monthAt(date: Date, offset = 0): Month {
  const first = (months: number) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const from = first(offset);
  return { from, to: first(offset + 1), table: `event_${from.toISOString().slice(0, 7).replace('-', '_')}` };
}

/** The month whose partition is called so; undefined where it is no partition of a month. */
export function monthOf(table: string): Month | undefined {
  const [, year, month] = /^event_(\d{4})_(0[1-9]|1[0-2])$/.exec(table) ?? [];
  return year && month ? monthAt(new Date(`${year}-${month}-01T00:00:00Z`)) : undefined;
}
