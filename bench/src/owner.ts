import type { DataSource } from 'typeorm';
import { Passwords } from '../../server/src/account/password/passwords.ts';
import { newId } from '../../server/src/core/ids.ts';

const EMAIL = 'bench@example.com';
const PASSWORD = 'a password for the benchmark';

/** Gives the account a user who can sign in. */
export async function addOwner(db: DataSource, accountId: string): Promise<void> {
  const id = newId();
  const hash = await new Passwords().hash(PASSWORD);
  await db.query(
    `INSERT INTO portal_user (account_id, id, email, name, role, password_hash, language, time_zone, created_at)
     VALUES ($1, $2, $3, 'Owner', 'OWNER', $4, 'en', 'UTC', now())`,
    [accountId, id, EMAIL, hash],
  );
  await db.query('INSERT INTO user_email (email, account_id, user_id) VALUES ($1, $2, $3)', [EMAIL, accountId, id]);
}

/** Signs that user in; answers the Cookie header. */
export async function signIn(portal: string): Promise<string> {
  const query = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
  const response = await fetch(`${portal}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { email: EMAIL, password: PASSWORD } } }),
  });
  const cookies = response.headers.getSetCookie().map(cookie => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`Signing in failed: ${await response.text()}`);
  return cookies.join('; ');
}
