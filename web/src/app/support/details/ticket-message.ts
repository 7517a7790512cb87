import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { DownloadAttachmentDocument, type TicketMessageFragment } from '../../core/graphql/generated';
import { run } from '../../core/graphql/run';
import { Bytes } from '../../core/i18n/bytes.pipe';
import { T } from '../../core/i18n/t.pipe';
import { SAVE_FILE } from '../../core/list/save-file';
import { Ago } from '../../core/time/ago.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Icon } from '../../ui/icon/icon';

/** What somebody wrote, with its files. What support wrote is told apart by its color, its sign and its name. */
@Component({
  selector: 'li[app-ticket-message]',
  imports: [Ago, Bytes, Icon, MatButtonModule, T, TzDate],
  templateUrl: './ticket-message.html',
  styleUrl: './ticket-message.scss',
  host: { '[class.support]': 'isSupport()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketMessage {
  private readonly saveFile = inject(SAVE_FILE);

  readonly message = input.required<TicketMessageFragment>();

  protected readonly isSupport = computed(() => this.message().author.kind === 'OPERATOR');
  protected readonly fetching = run(DownloadAttachmentDocument);

  protected async download(id: string): Promise<void> {
    const data = await this.fetching({ id });
    if (data) this.saveFile(data.downloadAttachment.url);
  }
}
