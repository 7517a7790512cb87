import { type AccountKey, readAccountKeys } from './custom/account-key.ts';
import type { PlatformName } from './hardware.ts';
import { ENROLL_CLIENT, type EnrollClientData } from './operations.ts';
import { type GraphqlError, NotConnected, Refusal } from './refusal.ts';
import { httpEndpoint } from './server-url.ts';

const ANSWER_MS = 15_000;

/** What a device says of itself when it enrolls. */
export interface Enrollment {
  /** The license key, or a custom client's enrollment key. */
  key: string;
  hardwareId: string;
  platform: PlatformName;
  hostName?: string;
  version?: string;
  /** Of a custom client: which version of its configuration the device has. */
  configurationVersion?: number;
  /** The number that the device has, and its token, where it enrolls anew: so it keeps the number, also in another account. */
  clientId?: string;
  token?: string;
}

/** What the portal answers, once: the device's number and the secret that signs it in. */
export interface Enrolled {
  clientId: string;
  token: string;
  alias?: string;
  /** The keys by which the account is known, to be pinned; none where it has made none yet. */
  keys?: readonly AccountKey[];
}

/**
 * Enrolls a device over HTTP. Asking again with the same hardware id gives the same number, so a lost answer costs no seat.
 *
 * @param server the portal's origin
 * @throws Refusal where the portal says no: LICENSE_KEY_INVALID, SEAT_LIMIT_REACHED, LICENSE_EXPIRED, CLONE_SUSPECTED, RATE_LIMITED
 * @throws NotConnected where no answer comes within 15 s, or one that is not the portal's
 */
export async function enroll(server: string, enrollment: Enrollment): Promise<Enrolled> {
  const { data, errors } = await post(httpEndpoint(server), { query: ENROLL_CLIENT, variables: { input: enrollment } });
  if (errors?.length) throw Refusal.of(errors);
  if (!data) throw new NotConnected(`${server} answered, but not as a portal does`);

  const { client, token, signingKeys } = data.enrollClient;
  const keys = readAccountKeys(signingKeys);
  const alias = client.alias ?? undefined;
  return { clientId: client.id, token, ...(keys.length > 0 && { keys }), ...(alias !== undefined && { alias }) };
}

async function post(url: string, body: object): Promise<{ data?: EnrollClientData; errors?: GraphqlError[] }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return (await response.json()) as { data?: EnrollClientData; errors?: GraphqlError[] };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new NotConnected(`No answer from ${url}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
