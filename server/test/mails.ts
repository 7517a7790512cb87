import type { Letter } from '../src/core/mail/letter.ts';
import type { Api } from './use-api.ts';

/** The mails that wait for one address, the oldest first. A spec's postman sends nothing by itself. */
export async function mailsTo(api: Api, address: string): Promise<Letter[]> {
  const letters = await api.portal.services.mailbox.waiting(api.db.manager);
  return letters.filter(({ to }) => to.address === address);
}

/** The secret behind the # of the link in a mail. */
export function secretIn({ text }: Pick<Letter, 'text'>): string {
  const secret = /#([\w-]+)$/m.exec(text)?.[1];
  if (!secret) throw new Error(`The mail has no link:\n${text}`);
  return secret;
}
