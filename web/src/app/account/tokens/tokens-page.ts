import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Failure } from '../../core/graphql/failure';
import { type ApiTokenRowFragment, ApiTokensDocument, RevokeApiTokenDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Ago } from '../../core/time/ago.pipe';
import { NOW } from '../../core/time/now';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Badge } from '../../ui/badge/badge';
import { Confirm } from '../../ui/dialog/confirm';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { NewToken } from './new-token';
import { TokenScopes } from './token-scopes';
import { TokenSecret } from './token-secret';

/** The page `/settings/tokens`: the account's API tokens, made, seen and revoked. */
@Component({
  selector: 'app-tokens-page',
  imports: [
    Ago,
    Badge,
    Column,
    Confirm,
    EmptyState,
    Failure,
    Icon,
    MatButtonModule,
    NewToken,
    T,
    Table,
    TokenScopes,
    TokenSecret,
    TzDate,
  ],
  templateUrl: './tokens-page.html',
  host: { class: 'stack wide' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TokensPage {
  private readonly now = inject(NOW);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);

  protected readonly query = liveQuery(ApiTokensDocument, () => ({}));
  protected readonly rows = computed(() => (this.query.error() ? undefined : this.query.value()?.apiTokens));
  protected readonly nameOf = ({ name }: ApiTokenRowFragment) => name;

  protected readonly isMaking = signal(false);
  /** What was just made, as long as its secret stands open. */
  protected readonly made = signal<{ name: string; secret: string | null } | undefined>(undefined);
  /** The one that is about to be revoked. */
  protected readonly ending = signal<ApiTokenRowFragment | undefined>(undefined);
  protected readonly revoking = run(RevokeApiTokenDocument, { inline: true });
  protected readonly refusal = computed(() => {
    const refusal = this.revoking.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  protected isExpired({ expiresAt }: ApiTokenRowFragment): boolean {
    return expiresAt !== null && Date.parse(expiresAt) <= this.now().getTime();
  }

  protected show(made: { name: string; secret: string | null }): void {
    this.isMaking.set(false);
    this.made.set(made);
    this.query.reload();
  }

  protected async revoke({ id }: ApiTokenRowFragment): Promise<void> {
    if (!(await this.revoking({ id }))) return;
    this.ending.set(undefined);
    this.toasts.done(this.texts.get('account.tokens.revoked'));
    this.query.reload();
  }
}
