import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import {
  type CustomClientRowFragment,
  CustomClientListDocument,
  CustomClientsLiveDocument,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { liveUpdates } from '../../core/graphql/live-updates';
import { Bytes } from '../../core/i18n/bytes.pipe';
import { Num } from '../../core/i18n/num.pipe';
import { T } from '../../core/i18n/t.pipe';
import { listAddress } from '../../core/list/list-address';
import { ListPager } from '../../core/list/list-pager';
import { PlatformName } from '../../core/platform/platform-name.pipe';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { BuildState } from '../parts/build-state';
import { isForTheProduct } from '../parts/entitlement';
import { NotEntitled } from '../parts/not-entitled';
import { DocumentList } from './document-list';

/** The page `/files`: the account's custom clients, live, each with its download; and what there is to read. */
@Component({
  selector: 'app-files-page',
  imports: [
    BuildState,
    Bytes,
    Column,
    DocumentList,
    EmptyState,
    Failure,
    Icon,
    MatButtonModule,
    NotEntitled,
    Num,
    ListPager,
    PlatformName,
    RouterLink,
    T,
    Table,
  ],
  templateUrl: './files-page.html',
  host: { class: 'stack wide' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilesPage {
  private readonly viewer = inject(Viewer);

  protected readonly address = listAddress(
    {},
    { orders: ['NEWEST'] as const, usual: { by: 'NEWEST', isDescending: true } },
  );
  protected readonly query = liveQuery(CustomClientListDocument, () => this.address.page());
  private readonly list = computed(() => (this.query.error() ? undefined : this.query.value()?.customClients));
  protected readonly rows = computed(() => this.list()?.nodes);
  protected readonly info = computed(() => this.list()?.pageInfo);
  protected readonly total = computed(() => this.list()?.totalCount);
  protected readonly isEntitled = computed(() => !isForTheProduct(this.query.error()));
  protected readonly canWrite = computed(() => this.viewer.can('FILES_WRITE'));

  protected readonly nameOf = ({ name }: CustomClientRowFragment) => name;
  protected readonly linkOf = ({ id }: CustomClientRowFragment) => ['/files', id];

  constructor() {
    liveUpdates(CustomClientsLiveDocument, () => ({}), {
      next: ({ customClientChanged }) => {
        if (customClientChanged.some(({ kind }) => kind !== 'CHANGED')) this.query.reload();
      },
    });
  }
}
