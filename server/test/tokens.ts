import { granted } from './session-desk.ts';
import { PASSWORD, type Person } from './tenant.ts';
import type { Answer, Api } from './use-api.ts';

export const CREATE_TOKEN = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken {
  id name hint scopes networks createdAt expiresAt lastUsedAt createdBy { id } } } }`;

interface Created {
  readonly createApiToken: {
    readonly secret: string | null;
    readonly apiToken: Readonly<Record<string, unknown>> & { readonly id: string };
  };
}

/** Lets a person make an API token that says of itself what `input` says. */
export const createToken = (api: Api, maker: Person, input: object = {}): Promise<Answer<Created>> =>
  api.as<Created>(maker, CREATE_TOKEN, {
    input: { name: 'A tool', scopes: ['CLIENTS_READ'], password: PASSWORD, ...input },
  });

/** As `createToken`, for one that must be made. Answers what a tool signs in with. */
export async function newToken(api: Api, maker: Person, input: object = {}): Promise<{ id: string; bearer: string }> {
  const { createApiToken } = granted(await createToken(api, maker, input));
  return { id: createApiToken.apiToken.id, bearer: createApiToken.secret ?? '' };
}
