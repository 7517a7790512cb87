import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { type DocumentFormat, type DocumentKind, DocumentsDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { Icon } from '../../ui/icon/icon';
import { Skeleton } from '../../ui/skeleton/skeleton';

const NAMES: Readonly<Record<DocumentKind, { readonly name: PlainKey; readonly text: PlainKey }>> = {
  HELP: { name: 'files.document.HELP', text: 'files.document-text.HELP' },
  API_GUIDE: { name: 'files.document.API_GUIDE', text: 'files.document-text.API_GUIDE' },
  REST_API: { name: 'files.document.REST_API', text: 'files.document-text.REST_API' },
  DEVICE_PROTOCOL: { name: 'files.document.DEVICE_PROTOCOL', text: 'files.document-text.DEVICE_PROTOCOL' },
  CUSTOM_CLIENTS: { name: 'files.document.CUSTOM_CLIENTS', text: 'files.document-text.CUSTOM_CLIENTS' },
  GROUP_POLICY: { name: 'files.document.GROUP_POLICY', text: 'files.document-text.GROUP_POLICY' },
  GROUP_POLICY_TEMPLATES: {
    name: 'files.document.GROUP_POLICY_TEMPLATES',
    text: 'files.document-text.GROUP_POLICY_TEMPLATES',
  },
  APPLIANCE_GUIDE: { name: 'files.document.APPLIANCE_GUIDE', text: 'files.document-text.APPLIANCE_GUIDE' },
  APPLIANCE_INSTALLER: { name: 'files.document.APPLIANCE_INSTALLER', text: 'files.document-text.APPLIANCE_INSTALLER' },
};
const FORMATS: Readonly<Record<DocumentFormat, string>> = { HTML: '', ZIP: 'ZIP', TAR_GZ: 'TAR.GZ' };

/** What there is to read and to install by hand, each in the user's language where there is one. */
@Component({
  selector: 'app-document-list',
  imports: [Card, CopyButton, Icon, Skeleton, T],
  templateUrl: './document-list.html',
  styleUrl: './document-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DocumentList {
  private readonly language = inject(Locale).language;

  protected readonly query = liveQuery(DocumentsDocument, () => ({}));
  protected readonly stock = computed(() => (this.query.error() ? undefined : this.query.value()?.stockClient));
  protected readonly documents = computed(() => {
    const all = this.query.error() ? undefined : this.query.value()?.documents;
    const speaks = (kind: DocumentKind) =>
      all?.some(other => other.kind === kind && other.language === this.language());
    return all
      ?.filter(({ kind, language }) => language === (speaks(kind) ? this.language() : 'en'))
      .map(it => ({ ...it, ...NAMES[it.kind], note: FORMATS[it.format], isPage: it.format === 'HTML' }));
  });
}
