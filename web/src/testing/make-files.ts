import type { BuildFragment, CustomClientDetailsFragment, LinkFragment } from '../app/core/graphql/generated';

/** Custom clients as the server sends them, each with defaults that a spec overrides where its rule lies. */

export function build(changes: Partial<BuildFragment> = {}): BuildFragment & { __typename: 'CustomClientBuild' } {
  return {
    __typename: 'CustomClientBuild',
    id: 'build-1',
    state: 'READY',
    progress: 100,
    failure: null,
    fileName: 'northwind-help-linux.tar.gz',
    sizeBytes: 108_000,
    sha256: 'c602bad6',
    version: '9.6.1',
    configurationVersion: 2,
    queuedAt: '2026-06-01T11:00:00Z',
    finishedAt: '2026-06-01T11:00:02Z',
    ...changes,
  };
}

export function customClient(
  changes: Partial<CustomClientDetailsFragment> = {},
): CustomClientDetailsFragment & { __typename: 'CustomClient' } {
  return {
    __typename: 'CustomClient',
    id: '01a2',
    name: 'Shop tills',
    platform: 'LINUX',
    programName: 'Northwind Help',
    version: '9.6.1',
    module: null,
    prefix: 'ad_northw',
    downloads: 3,
    enrolledClients: 12,
    downloadUrl: '/my/custom-clients/01a2',
    build: build(),
    readyBuild: build(),
    connectionType: 'INCOMING',
    allowInstallation: true,
    isMsi: false,
    aliasPattern: '{host}',
    comment: null,
    backgroundColor: '#ffffff',
    accentColor: '#1f6feb',
    logo: null,
    options: '',
    configurationVersion: 2,
    createdAt: '2026-05-01T10:00:00Z',
    updatedAt: '2026-06-01T11:00:00Z',
    running: [],
    links: [],
    ...changes,
  };
}

export function link(changes: Partial<LinkFragment> = {}): LinkFragment & { __typename: 'DownloadLink' } {
  return {
    __typename: 'DownloadLink',
    id: 'link-1',
    url: 'https://portal.example.com/get/abc',
    note: 'Shops in the north',
    state: 'ACTIVE',
    createdAt: '2026-06-01T10:00:00Z',
    expiresAt: null,
    downloads: 4,
    enrollments: 2,
    maxEnrollments: 10,
    build: build({ id: 'build-2' }),
    ...changes,
  };
}
