import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import {
  BuildCustomClientDocument,
  CustomClientDetailsDocument,
  CustomClientDetailsLiveDocument,
  DeleteCustomClientDocument,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { liveUpdates } from '../../core/graphql/live-updates';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { ListMemory } from '../../core/list/list-memory';
import { PlatformName } from '../../core/platform/platform-name.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Card } from '../../ui/card/card';
import { Confirm } from '../../ui/dialog/confirm';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { PageHead } from '../../ui/page-head/page-head';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { ClientPreview } from '../parts/client-preview';
import { isForTheProduct } from '../parts/entitlement';
import { NotEntitled } from '../parts/not-entitled';
import { BuildCard } from './build-card';
import { CustomClientFacts } from './custom-client-facts';
import { Duplicate } from './duplicate';
import { LinkList } from './link-list';
import { RunningVersions } from './running-versions';

/** The page `/files/<id>`: one custom client, its download, its public links, and who runs which version of it. */
@Component({
  selector: 'app-custom-client-page',
  imports: [
    BuildCard,
    Card,
    ClientPreview,
    Confirm,
    CustomClientFacts,
    Duplicate,
    EmptyState,
    Failure,
    Icon,
    LinkList,
    MatButtonModule,
    NotEntitled,
    PageHead,
    PlatformName,
    RouterLink,
    RunningVersions,
    Skeleton,
    T,
  ],
  templateUrl: './custom-client-page.html',
  styleUrl: './custom-client-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CustomClientPage {
  private readonly viewer = inject(Viewer);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly query = liveQuery(CustomClientDetailsDocument, () => ({ id: this.id() }));
  protected readonly isEntitled = computed(() => !isForTheProduct(this.query.error()));
  protected readonly canWrite = computed(() => this.viewer.can('FILES_WRITE'));
  protected readonly list = inject(ListMemory).addressOf('/files');
  protected readonly task = signal<'duplicate' | 'delete' | undefined>(undefined);

  protected readonly build = run(BuildCustomClientDocument);
  protected readonly remove = run(DeleteCustomClientDocument, { inline: true });
  protected readonly refusal = computed(() => {
    const refusal = this.remove.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  constructor() {
    liveUpdates(CustomClientDetailsLiveDocument, () => ({}), {
      next: ({ customClientChanged }) => {
        if (customClientChanged.some(({ id, kind }) => id === this.id() && kind === 'REMOVED')) this.query.reload();
      },
    });
  }

  protected async delete(name: string): Promise<void> {
    if (!(await this.remove({ id: this.id() }))) return;
    this.toasts.done(this.texts.get('files.deleted', { name }));
    await this.router.navigateByUrl(this.list);
  }

  protected async openDuplicate(id: string): Promise<void> {
    this.task.set(undefined);
    await this.router.navigate(['/files', id]);
  }
}
