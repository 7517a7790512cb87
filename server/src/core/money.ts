/** A share of an amount in whole cents, rounded half up. Both are 0 or more, and their product is below 2^53. */
export const shareOf = (cents: number, part: number, whole: number): number => Math.round((cents * part) / whole);

/** Tax on an amount in whole cents, rounded half up. */
export const vatOf = (netCents: number, basisPoints: number): number => shareOf(netCents, basisPoints, 10_000);
