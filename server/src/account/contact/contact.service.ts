import { ApiError } from '../../core/errors.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { Account } from '../account.entity.ts';
import type { Contact } from '../account.type.ts';
import type { UpdateContactInput } from './contact.input.ts';
import { readPhone, readVatId } from './contact-rules.ts';

/** Changes who holds an account. */
export class ContactService {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Changes what the input names.
   *
   * @throws ApiError BAD_USER_INPUT, naming the field, where the telephone number can be none, or the number for value
   *   added tax is none of the country that the address has then
   */
  async update(viewer: Viewer, input: UpdateContactInput): Promise<Account> {
    const { accountId: id } = viewer;
    return this.ledger.write(id, async entry => {
      const account = await entry.sql.findOneByOrFail(Account, { id });
      const before = contactOf(account);
      const after = checked(merged(before, input), before);
      const changed = FIELDS.filter(field => before[field] !== after[field]);
      if (changed.length === 0) return account;

      const { name: contactName, ...rest } = after;
      await entry.sql.update(Account, { id }, { contactName, ...rest });
      entry.append({ accountId: id, type: EventType.ACCOUNT_CHANGED, actor: actorOf(viewer), data: { changed } });
      return Object.assign(account, { contactName, ...rest });
    });
  }
}

type Holder = Pick<Contact, keyof Contact>;

const FIELDS = ['name', 'company', 'street', 'postalCode', 'city', 'country', 'phone', 'vatId'] as const;

/** The holder of the account. */
export const contactOf = ({ contactName: name, ...account }: Account): Holder => {
  const { company, street, postalCode, city, country, phone, vatId } = account;
  return { name, company, street, postalCode, city, country, phone, vatId };
};

function merged(contact: Holder, input: UpdateContactInput): Holder {
  const wanted = FIELDS.flatMap(field => {
    const value = input[field];
    return value === undefined || value === null ? [] : [[field, value.trim() || null] as const];
  });
  return { ...contact, ...Object.fromEntries(wanted) };
}

/** The contact with number and id as they are stored. Both are looked at again where the country has changed. */
function checked(contact: Holder, before: Holder): Holder {
  const { country } = contact;
  const isKnown = (field: 'phone' | 'vatId') => contact[field] === null || contact[field] === before[field];
  const phone = isKnown('phone') ? contact.phone : readPhone(contact.phone ?? '', country);
  if (contact.phone !== null && phone === null) throw refused('phone', 'phone must be a telephone number that can be');

  const isTaxKnown = isKnown('vatId') && country === before.country;
  const vatId = isTaxKnown || contact.vatId === null ? contact.vatId : readVatId(contact.vatId, country ?? '');
  if (contact.vatId !== null && vatId === null) {
    throw refused('vatId', 'vatId must be one of the country of the address, with its check digits');
  }
  return { ...contact, phone, vatId };
}

const refused = (field: string, reason: string): ApiError =>
  new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [field]: [reason] } });
