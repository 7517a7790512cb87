import { randomBytes } from 'node:crypto';

/** How many one gets at once. */
export const RECOVERY_CODES = 10;
/** Digits to the base of 32 (5 bits each) that nobody mistakes for each other. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;
const CANONICAL = new RegExp(`^[${DIGITS}]{${String(GROUPS * GROUP_LENGTH)}}$`);
const LONGEST_TYPED = 40;

/** A new code of 60 random bits, such as `7K2M-Q9XA-04TR`. */
export function newRecoveryCode(): string {
  const digits = [...randomBytes(GROUPS * GROUP_LENGTH)].map(byte => DIGITS.charAt(byte % DIGITS.length));
  return Array.from({ length: GROUPS }, (_, i) => digits.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH).join('')).join(
    '-',
  );
}

/** A code as it is hashed, however it was typed; null where it can be none. */
export function canonicalCode(typed: string): string | null {
  if (typed.length > LONGEST_TYPED) return null;
  const canonical = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return CANONICAL.test(canonical) ? canonical : null;
}
