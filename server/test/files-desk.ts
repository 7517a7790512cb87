import { gunzipSync } from 'node:zlib';
import { type Asker, type Api } from './use-api.ts';
import { granted } from './session-desk.ts';
import type { Tenant } from './tenant.ts';

const BUILD = `id linkId state progress configurationVersion version fileName sizeBytes sha256 failure finishedAt`;
const LINK = `id url state note expiresAt maxEnrollments enrollments downloads revokedAt build { ${BUILD} }`;
const CUSTOM_CLIENT = `id name platform isMsi prefix programName connectionType allowInstallation aliasPattern comment
  backgroundColor accentColor logo options module version configurationVersion downloads enrolledClients downloadUrl
  running { version clients } build { ${BUILD} } readyBuild { ${BUILD} } links { ${LINK} }`;
const CREATE = `mutation ($input: CreateCustomClientInput!) { createCustomClient(input: $input) { ${CUSTOM_CLIENT} } }`;
const UPDATE = `mutation ($input: UpdateCustomClientInput!) { updateCustomClient(input: $input) { ${CUSTOM_CLIENT} } }`;
const ONE = `query ($id: ID!) { customClient(id: $id) { ${CUSTOM_CLIENT} } }`;
const LINK_CREATE = `mutation ($input: CreateDownloadLinkInput!) { createDownloadLink(input: $input) { ${LINK} } }`;
const LINK_REVOKE = `mutation ($id: ID!) { revokeDownloadLink(id: $id) { ${LINK} } }`;

export interface ShownBuild {
  readonly id: string;
  readonly linkId: string | null;
  readonly state: string;
  readonly progress: number;
  readonly configurationVersion: number;
  readonly version: string | null;
  readonly fileName: string | null;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly failure: string | null;
}

export interface ShownLink {
  readonly id: string;
  readonly url: string;
  readonly state: string;
  readonly enrollments: number;
  readonly downloads: number;
  readonly build: ShownBuild | null;
}

export interface ShownCustomClient {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly isMsi: boolean;
  readonly logo: string | null;
  readonly module: string | null;
  readonly version: string;
  readonly configurationVersion: number;
  readonly downloads: number;
  readonly enrolledClients: number;
  readonly downloadUrl: string;
  readonly running: { version: number | null; clients: number }[];
  readonly build: ShownBuild | null;
  readonly readyBuild: ShownBuild | null;
  readonly links: ShownLink[];
}

type Input = Record<string, unknown>;

/** What came of a download. */
export interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
}

/** What specs of custom clients say and ask, in the words of the API. */
export const filesDesk = (api: Api) => ({
  create: (asker: Asker, input: Input = {}) =>
    api.as<{ createCustomClient: ShownCustomClient }>(asker, CREATE, {
      input: { name: 'Help', platform: 'LINUX', settings: {}, ...input },
    }),

  /** As `create`, for what must succeed; with the settings given. */
  async created({ owner }: Tenant, settings: Input = {}, input: Input = {}): Promise<ShownCustomClient> {
    return granted(await this.create(owner, { settings, ...input })).createCustomClient;
  },

  update: (asker: Asker, input: Input) => api.as<{ updateCustomClient: ShownCustomClient }>(asker, UPDATE, { input }),

  async shown({ owner }: Tenant, id: string): Promise<ShownCustomClient | null> {
    return granted(await api.as<{ customClient: ShownCustomClient | null }>(owner, ONE, { id })).customClient;
  },

  link: (asker: Asker, input: Input) => api.as<{ createDownloadLink: ShownLink }>(asker, LINK_CREATE, { input }),

  async linked({ owner }: Tenant, input: Input): Promise<ShownLink> {
    return granted(await this.link(owner, input)).createDownloadLink;
  },

  async revoked({ owner }: Tenant, id: string): Promise<ShownLink> {
    return granted(await api.as<{ revokeDownloadLink: ShownLink }>(owner, LINK_REVOKE, { id })).revokeDownloadLink;
  },

  /** Builds everything that waits. */
  build: () => api.portal.services.files.builder.run(),

  async fetch(
    url: string,
    { asker = null, method = 'GET', headers = {}, ip = '192.0.2.7' }: FetchOptions = {},
  ): Promise<Fetched> {
    const response = await api.portal.door.server.inject({
      method,
      url,
      remoteAddress: ip,
      headers: { host: 'localhost:4000', ...(asker && { cookie: `sid=${asker.secret}` }), ...headers },
    });
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      bytes: response.rawPayload,
    };
  },

  /** The types of the account's events of custom clients, in order. */
  async events({ accountId }: Tenant): Promise<{ type: string; data: Record<string, unknown> }[]> {
    return api.db.query(
      `SELECT type, data FROM event WHERE account_id = $1 AND type ~ '^(CUSTOM_CLIENT|DOWNLOAD_LINK|SIGNING_KEY)' ORDER BY seq`,
      [accountId],
    );
  },
});

interface FetchOptions {
  readonly asker?: { readonly secret: string } | null;
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Record<string, string>;
  readonly ip?: string;
}

/** The files in a .tar.gz, by their paths, with their modes. */
export function untar(archive: Buffer): Map<string, { readonly content: Buffer; readonly mode: number }> {
  const tar = gunzipSync(archive);
  const files = new Map<string, { content: Buffer; mode: number }>();
  for (let at = 0; tar[at] !== undefined && tar[at] !== 0;) {
    const text = (start: number, length: number) =>
      tar.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8);
    const path = [text(345, 155), text(0, 100)].filter(part => part !== '').join('/');
    files.set(path, { content: tar.subarray(at + 512, at + 512 + size), mode: parseInt(text(100, 8), 8) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** What a signed configuration says, unchecked. */
export const payloadOf = (text: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
