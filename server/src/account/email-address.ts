/** The longest address that mail can carry, in characters. */
export const MAX_EMAIL_LENGTH = 254;

/** An address as it is stored and found: without spaces around it, and in lower case. */
export const normalizedEmail = (typed: string): string => typed.trim().toLowerCase();
