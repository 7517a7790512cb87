import { madePlain } from '../graphql/validation.ts';

/** What a spreadsheet takes for the beginning of a formula, in its own letters and in full-width ones. */
const FORMULA = '=+\\-@|\uff1d\uff0b\uff0d\uff20';
// At the beginning, behind blanks, or as a pipe to another program.
const BEGINS = new RegExp(`^[\\s\\p{Cf}]*[${FORMULA}]| \\| `, 'u');
// Where a list separator of other countries begins a cell of its own.
const BEHIND_SEPARATOR = new RegExp(`(;[\\s"'\\p{Cf}]*)([${FORMULA}])`, 'gu');

/**
 * A text as a cell that is only ever read: what could be run by a spreadsheet has a ' before it, and what cannot be shown
 * is a blank.
 */
export function defused(text: string): string {
  const plain = madePlain(text).replace(BEHIND_SEPARATOR, "$1'$2");
  return BEGINS.test(plain) ? `'${plain}` : plain;
}
