import { ApiError } from '../../core/errors.ts';
import { lengthOf } from '../../core/graphql/validation.ts';

/** The bounds of a new password, in characters. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** Fewer different characters than this are a pattern, not a password. */
const MIN_DIFFERENT = 5;

/**
 * What people choose most where twelve characters are asked for, by published lists of leaks, without the digits and
 * signs that they put around it. A strength meter would bring megabytes of word lists and stall the event loop for what
 * the length already keeps out.
 */
const COMMON = new Set(
  `password passwordpassword passwordone mypassword changeme changemenow changemeplease letmein letmeinplease welcome
   welcomehome iloveyou iloveyouforever qwerty qwertyuiop qwertyqwerty qwertyuiopasdf qwertyuiopasdfgh qwertzuiop
   asdfghjkl asdfghjklqwerty zxcvbnm administrator adminadmin adminpassword trustnoone princess sunshine football
   baseball superman batman dragon monkey master shadow michael jennifer starwars whatever unknown internet computer
   passwort passwortpasswort meinpasswort hallo hallohallo geheim willkommen schatz ichliebedich fussball
   mydesk mydeskportal mydeskpassword anydesk rustdesk teamviewer remotedesktop`.split(/\s+/),
);
const SEQUENCES = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
];

/**
 * Refuses a password that others guess first.
 *
 * @param email whose password it shall be, in lower case
 * @param field what the caller calls it
 * @throws ApiError BAD_USER_INPUT with the reason under `details.fields`
 */
export function requireGoodPassword(password: string, email: string, field = 'password'): void {
  const fault = faultOf(password, email);
  if (fault) throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [field]: [fault] } });
}

function faultOf(password: string, email: string): string | undefined {
  // Counted as a person counts, but nothing huge is walked through.
  const length = password.length > 2 * PASSWORD_LENGTH.max ? Infinity : lengthOf(password);
  if (length < PASSWORD_LENGTH.min) return `password must have at least ${String(PASSWORD_LENGTH.min)} characters`;
  if (length > PASSWORD_LENGTH.max) return `password must have at most ${String(PASSWORD_LENGTH.max)} characters`;

  const plain = password.normalize('NFKC').toLowerCase();
  if (plain.includes(email) || plain === email.split('@')[0]) return 'password must not be the e-mail address';
  if (new Set(plain).size < MIN_DIFFERENT || isSequence(plain)) return 'password must not be a simple pattern';
  if (COMMON.has(plain.replace(/[^\p{Letter}]/gu, ''))) return 'password must not be one of the most common ones';
  return undefined;
}

const isSequence = (plain: string): boolean =>
  SEQUENCES.some(row => row.includes(plain) || [...row].reverse().join('').includes(plain));
