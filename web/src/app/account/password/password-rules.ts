import { Validators } from '@angular/forms';

/** The bounds of a password, in characters. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** Fewer different characters than this are a pattern, not a password. */
const MIN_DIFFERENT = 5;
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
];

/** What is asked of a new password before the server is. Which are the most common ones, only the server knows. */
export const PASSWORD_RULES = [
  { word: 'long', isMet: (password: string) => [...password].length >= PASSWORD_LENGTH.min },
  { word: 'varied', isMet: (password: string) => password !== '' && !isPattern(password.toLowerCase()) },
  { word: 'unlike', isMet: (password: string, email: string) => password !== '' && !isLike(password, email) },
] as const;

/** What a new password's control takes. */
export const NEW_PASSWORD = [
  Validators.required,
  Validators.minLength(PASSWORD_LENGTH.min),
  Validators.maxLength(PASSWORD_LENGTH.max),
];

function isPattern(plain: string): boolean {
  if (new Set(plain).size < MIN_DIFFERENT) return true;
  return ROWS.some(row => row.includes(plain) || [...row].reverse().join('').includes(plain));
}

function isLike(password: string, email: string): boolean {
  const [plain, address] = [password.toLowerCase(), email.toLowerCase()];
  return address !== '' && (plain.includes(address) || plain === address.split('@')[0]);
}
