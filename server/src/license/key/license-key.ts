import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O and U, so that what is read aloud is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 26 characters of 5 bits each are 130 random bits; one more is the check. */
const RANDOM_LENGTH = 26;
const GROUP = /.{1,5}/g;

/** A new key of 130 random bits with its check character, as people are shown it: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XX`. */
export function newKey(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET.charAt(randomInt(32))).join('');
  return grouped(random + checkOf(random));
}

/**
 * The key that a person has typed, as it is hashed: in capitals, without spaces and dashes, O read as 0, I and L as 1.
 * Null where it is no key, or a slip of the hand shows in its check character.
 */
export function readKey(typed: string): string | null {
  if (typed.length > 3 * RANDOM_LENGTH) return null;
  const key = typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const isKey = key.length === RANDOM_LENGTH + 1 && [...key].every(character => ALPHABET.includes(character));
  return isKey && checkOf(key.slice(0, -1)) === key.slice(-1) ? key : null;
}

/** A key as it may stand on a screen that others see: its last four characters. */
export const masked = (key: string): string => {
  const isShown = key.length - 5;
  return [...key].map((character, i) => (character === '-' || i >= isShown ? character : '•')).join('');
};

const grouped = (key: string): string => (key.match(GROUP) ?? []).join('-');

/** Luhn's check in base 32: it finds every wrong character and nearly every exchange of two neighbors. */
function checkOf(text: string): string {
  const sum = [...text].reverse().reduce((total, character, i) => {
    const value = ALPHABET.indexOf(character) * (i % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / 32) + (value % 32);
  }, 0);
  return ALPHABET.charAt((32 - (sum % 32)) % 32);
}
