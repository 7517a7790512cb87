import { registerDecorator } from 'class-validator';

/** The longest address that mail can carry, in characters. */
export const MAX_EMAIL_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`, 'i');

/**
 * Whether a text is one plain address: no name beside it, no list, no group, no quotes, no comment, ASCII only. Programs
 * disagree about what else an address may be, and some read several recipients there.
 */
export const isMailAddress = (text: unknown): text is string =>
  typeof text === 'string' &&
  text.length <= MAX_EMAIL_LENGTH &&
  text.indexOf('@') <= MAX_LOCAL_LENGTH &&
  ADDRESS.test(text);

/** An address as it is stored and found: without spaces around it, and in lower case. */
export const normalizedEmail = (typed: string): string => typed.trim().toLowerCase();

/** One plain address, with spaces around it where somebody typed them. */
export function MailAddress(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'mailAddress',
      target: target.constructor,
      propertyName: property as string,
      options: { message: 'must be one e-mail address, such as ada@example.com' },
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && value.length <= 2 * MAX_EMAIL_LENGTH && isMailAddress(normalizedEmail(value)),
      },
    });
  };
}
