import { registerDecorator } from 'class-validator';
import { isNetwork } from '../address.ts';

// Controls (Cc), halves of characters (Cs), what begins another line (Zl, Zp), the marks that reorder what a person reads,
// the zero-width no-break space.
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/u;
const EVERY_REFUSED = new RegExp(REFUSED, 'gu');

/** Whether `text` can be shown in one line as it is: no control characters, no reordering marks, no half characters. */
export const isPlain = (text: string): boolean => !REFUSED.test(text);

// As REFUSED, but for what a text of several lines has, and for the marks of direction that writers from the right need.
const REFUSED_IN_LINES = /[^\P{Cc}\n\t]|[\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** `text` with a blank for each character for which it is not plain. */
export const madePlain = (text: string): string => text.replace(EVERY_REFUSED, ' ');

/** How many characters (code points) a text has. */
export const lengthOf = (text: string): number => [...text].length;

/**
 * A line of text of `min` to `max` characters that is plain (see `isPlain`) and not blank where `min` is above 0.
 *
 * @param options `each` for a list of such lines
 */
export function PlainText(max: number, min = 0, { each = false } = {}): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'plainText',
      target: target.constructor,
      propertyName: property as string,
      options: {
        each,
        message: `must be a line of ${min === 0 ? 'at most' : `${String(min)} to`} ${String(max)} characters without control characters`,
      },
      validator: {
        validate: (value: unknown) => {
          // No text of `max` characters has more units than this, so that a huge one is not walked through.
          if (value === undefined || value === null) return true;
          if (typeof value !== 'string' || value.length > 2 * max || !isPlain(value)) return false;
          return lengthOf(value) <= max && lengthOf(value.trim()) >= min;
        },
      },
    });
  };
}

/** A text as it is kept: its lines end by a line feed, and nothing blank is around it. */
export const tidyLines = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

/** A text of 1 to `max` characters in any number of lines, which is not blank and has no other control characters. */
export function PlainLines(max: number): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'plainLines',
      target: target.constructor,
      propertyName: property as string,
      options: {
        message: `must be a text of 1 to ${String(max)} characters without control characters but line breaks and tabs`,
      },
      validator: {
        validate: (value: unknown) => {
          if (typeof value !== 'string' || value.length > 3 * max) return false;
          const text = tidyLines(value);
          return text !== '' && lengthOf(text) <= max && !REFUSED_IN_LINES.test(text);
        },
      },
    });
  };
}

/** Addresses, or networks such as 192.0.2.0/24. */
export function Networks(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'networks',
      target: target.constructor,
      propertyName: property as string,
      options: { message: 'each must be an address, or a network such as 192.0.2.0/24' },
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) && value.every(each => typeof each === 'string' && each.length <= 49 && isNetwork(each)),
      },
    });
  };
}
