import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { grouped } from '../../core/client-name';
import {
  type ClientDetailsFragment,
  type ConnectionType,
  SetClientCommentDocument,
} from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { formatLength } from '../../core/time/format-span';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Card } from '../../ui/card/card';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { Editable } from '../../ui/editable/editable';
import { PlatformName } from '../../core/platform/platform-name.pipe';
import { ClientAliases } from './client-aliases';
import { PresenceWords } from './presence-words';

const DIRECTIONS: Record<ConnectionType, PlainKey> = {
  BOTH: 'clients.connection-type.BOTH',
  INCOMING: 'clients.connection-type.INCOMING',
  OUTGOING: 'clients.connection-type.OUTGOING',
};

/** What is known of a client. Its names and the comment are changed where they stand. */
@Component({
  selector: 'app-client-facts',
  imports: [Card, ClientAliases, CopyButton, Editable, PlatformName, PresenceWords, T, TzDate],
  templateUrl: './client-facts.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientFacts {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);
  private readonly refusals = inject(RefusalTexts);
  private readonly comment = run(SetClientCommentDocument, { inline: true });

  readonly client = input.required<ClientDetailsFragment>();
  /** The account's own namespace. */
  readonly namespace = input.required<string | undefined>();
  readonly canWrite = input.required<boolean>();

  protected readonly grouped = grouped;
  protected readonly direction = computed(() => DIRECTIONS[this.client().connectionType]);
  /** By how much the device's clock is wrong, in words; undefined where it is right. */
  protected readonly skew = computed(() => {
    const seconds = this.client().clockSkewSeconds;
    if (seconds === null) return undefined;
    const span = formatLength(Math.abs(seconds), this.locale.tag());
    return seconds > 0
      ? this.texts.get('clients.clock-ahead', { span })
      : this.texts.get('clients.clock-behind', { span });
  });

  protected readonly setComment = async (comment: string): Promise<string | undefined> => {
    const answer = await this.comment({ id: this.client().id, comment: comment || null });
    if (answer) return undefined;
    const refusal = this.comment.refusal();
    return refusal ? this.refusals.of(refusal) : this.texts.get('errors.UNREACHABLE');
  };
}
