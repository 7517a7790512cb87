import { registerDecorator } from 'class-validator';

const NAME = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{1,18})[a-z0-9]$/;

/** What others would take for the portal itself, or for everybody. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'abuse account accounts admin administrator alias all anonymous anydesk api app auth billing client clients contact ' +
    'customer default demo device devices download downloads everybody everyone files guest help helpdesk hostmaster info ' +
    'invoice invoices license licenses localhost login mail mydesk namespace nobody noreply no-reply null official ' +
    'operator owner portal postmaster private public root rustdesk sales secure security server service services session ' +
    'sessions settings signup staff status support sysadmin system team test undefined user users webmaster www'
  ).split(' '),
);

/**
 * Why a namespace cannot be called so; undefined where it can. ASCII only and nothing rewritten: a name that only looks
 * like another one is refused.
 */
export function nameFault(name: string): string | undefined {
  if (!NAME.test(name)) {
    return 'name must have 3 to 20 of a-z, 0-9 and -, with a letter, and begin and end with a letter or digit';
  }
  if (name.includes('--')) return 'name must not have two - beside each other';
  return RESERVED.has(name) ? 'name is reserved' : undefined;
}

/** A name that a namespace can have, as `nameFault` says. Whether somebody has it is another matter. */
export function NamespaceName(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'namespaceName',
      target: target.constructor,
      propertyName: property as string,
      validator: {
        validate: (name: unknown) => typeof name === 'string' && nameFault(name) === undefined,
        defaultMessage: args =>
          typeof args?.value === 'string' ? (nameFault(args.value) ?? '') : 'name must be a text',
      },
    });
  };
}
