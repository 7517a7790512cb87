import { randomUUID } from 'node:crypto';
import { Reader } from '../src/core/sql.ts';
import { EnrollmentKeys } from '../src/license/key/enrollment-keys.ts';
import { newKey } from '../src/license/key/license-key.ts';
import type { Answer, Api } from './use-api.ts';

const ENROLL = /* GraphQL */ `
  mutation ($input: EnrollClientInput!) {
    enrollClient(input: $input) {
      token
      client {
        id
        alias
        platform
        hostName
        version
        presence
        suspectedCloneAt
        enrolledAt
      }
    }
  }
`;

/** What `enroll` answers. */
export interface Enrolled {
  enrollClient: {
    token: string;
    client: { id: string; hostName: string | null; version: string | null; presence: string; enrolledAt: string };
  };
}

/** A key with which devices enroll in the account. */
export async function keyOf({ db, portal, secrets }: Api, accountId: string): Promise<string> {
  const key = newKey();
  const keys = new EnrollmentKeys(new Reader(db), secrets);
  await portal.services.ledger.write(accountId, entry => keys.add(entry, accountId, key, 'LICENSE', 'BOTH'));
  return key;
}

/** Enrolls a device, which says of itself what `input` says. */
export function enroll(api: Api, input: { key: string } & Record<string, unknown>): Promise<Answer<Enrolled>> {
  return api.as<Enrolled>(null, ENROLL, { input: { hardwareId: randomUUID(), platform: 'LINUX', ...input } });
}

/** As `enroll`, for a device that is let in: with what it signs in with. */
export async function enrolled(api: Api, input: { key: string } & Record<string, unknown>) {
  const { data, errors } = await enroll(api, input);
  if (!data) throw new Error(`Not enrolled: ${JSON.stringify(errors)}`);
  const { client, token } = data.enrollClient;
  return { clientId: client.id, token, client };
}
