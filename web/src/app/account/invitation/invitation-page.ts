import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Failure } from '../../core/graphql/failure';
import { OpenInvitationDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { Door } from '../door/door';
import { linkToken } from '../door/link-token';
import { AcceptForm } from './accept-form';

/** The page `/invitation#<token>`, to which the mailed link leads: who invites to what, and the form by which one joins. */
@Component({
  selector: 'app-invitation-page',
  imports: [AcceptForm, Door, EmptyState, Failure, MatButtonModule, RouterLink, Skeleton, T],
  templateUrl: './invitation-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvitationPage {
  private readonly router = inject(Router);

  protected readonly token = linkToken('/invitation');
  protected readonly query = liveQuery(OpenInvitationDocument, () => {
    const token = this.token();
    return token ? { token } : undefined;
  });
  /** It was accepted or taken back while the form stood open. */
  protected readonly isDead = linkedSignal({ source: this.token, computation: () => false });
  protected readonly invitation = computed(() =>
    this.isDead() || this.query.error() ? undefined : this.query.value()?.openInvitation,
  );
  protected readonly isGone = computed(() => this.isDead() || this.query.value()?.openInvitation === null);

  protected async enter(): Promise<void> {
    await this.router.navigateByUrl('/');
  }
}
