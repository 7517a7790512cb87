import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type LinkFragment, type LinkState, RevokeDownloadLinkDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { Num } from '../../core/i18n/num.pipe';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Badge, type Tone } from '../../ui/badge/badge';
import { Card } from '../../ui/card/card';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { Confirm } from '../../ui/dialog/confirm';
import { BuildState } from '../parts/build-state';
import { NewLink } from './new-link';

const STATES: Readonly<Record<LinkState, { readonly tone: Tone; readonly word: PlainKey }>> = {
  ACTIVE: { tone: 'success', word: 'files.link-state.ACTIVE' },
  EXPIRED: { tone: 'neutral', word: 'files.link-state.EXPIRED' },
  REVOKED: { tone: 'neutral', word: 'files.link-state.REVOKED' },
  USED_UP: { tone: 'warning', word: 'files.link-state.USED_UP' },
};

/** The public links to a custom client, made, counted and revoked here. */
@Component({
  selector: 'app-link-list',
  imports: [Badge, BuildState, Card, Confirm, CopyButton, MatButtonModule, NewLink, Num, T, TzDate],
  templateUrl: './link-list.html',
  styleUrl: './link-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkList {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);

  readonly customClientId = input.required<string>();
  readonly links = input.required<readonly LinkFragment[]>();
  readonly canWrite = input.required<boolean>();

  protected readonly states = STATES;
  protected readonly isMaking = signal(false);
  /** The one that is about to be revoked. */
  protected readonly ending = signal<LinkFragment | undefined>(undefined);
  protected readonly revoking = run(RevokeDownloadLinkDocument, { inline: true });
  protected readonly refusal = computed(() => {
    const refusal = this.revoking.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  protected isOpen({ state }: LinkFragment): boolean {
    return state === 'ACTIVE' || state === 'USED_UP';
  }

  protected async revoke({ id }: LinkFragment): Promise<void> {
    if (!(await this.revoking({ id }))) return;
    this.ending.set(undefined);
    this.toasts.done(this.texts.get('files.link-revoked'));
  }
}
