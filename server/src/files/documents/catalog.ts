import { DocumentFormat, DocumentKind } from './document.type.ts';

/** A document, and what it is made of. */
export interface CatalogEntry {
  /** Stands in its address and its file name. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly format: DocumentFormat;
  readonly language: 'en' | 'de';
  /** The page that it is made of, in `docs/`; absent where it is an archive. */
  readonly page?: string;
  readonly isForOnPremises?: boolean;
}

const page = (id: string, kind: DocumentKind, more: Partial<CatalogEntry> = {}): CatalogEntry => ({
  id,
  kind,
  format: DocumentFormat.HTML,
  language: 'en',
  page: `${id}.md`,
  ...more,
});

const HERE: readonly CatalogEntry[] = [
  page('help', DocumentKind.HELP),
  page('help.de', DocumentKind.HELP, { language: 'de' }),
  page('api', DocumentKind.API_GUIDE),
  page('rest-api', DocumentKind.REST_API),
  page('device-protocol', DocumentKind.DEVICE_PROTOCOL),
  page('custom-clients', DocumentKind.CUSTOM_CLIENTS),
  page('group-policy', DocumentKind.GROUP_POLICY),
  {
    id: 'mydesk-agent-group-policy',
    kind: DocumentKind.GROUP_POLICY_TEMPLATES,
    format: DocumentFormat.ZIP,
    language: 'en',
  },
  page('appliance', DocumentKind.APPLIANCE_GUIDE, { isForOnPremises: true }),
  {
    id: 'mydesk-portal-appliance',
    kind: DocumentKind.APPLIANCE_INSTALLER,
    format: DocumentFormat.TAR_GZ,
    language: 'en',
    isForOnPremises: true,
  },
];

/** Every document, in the order in which they are listed. */
export const CATALOG = HERE;

/** What a document is called on the caller's disk, and its media type. */
export const FORMS: Readonly<Record<DocumentFormat, { readonly extension: string; readonly type: string }>> = {
  [DocumentFormat.HTML]: { extension: 'html', type: 'text/html; charset=utf-8' },
  [DocumentFormat.ZIP]: { extension: 'zip', type: 'application/zip' },
  [DocumentFormat.TAR_GZ]: { extension: 'tar.gz', type: 'application/gzip' },
};
