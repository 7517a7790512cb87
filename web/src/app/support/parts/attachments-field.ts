import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { FormControl } from '@angular/forms';
import { T } from '../../core/i18n/t.pipe';
import { FileField } from '../../ui/field/file-field';
import type { Uploads } from './uploads';

const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 5;
const KINDS = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'pdf', 'txt', 'log', 'csv', 'zip'];

/** The files that go with a message: what they may be, and how far each has come. */
@Component({
  selector: 'app-attachments-field',
  imports: [FileField, T],
  template: `
    <ui-file-field
      name="attachments"
      [label]="'support.files' | t"
      [hint]="'support.files-hint' | t"
      [accept]="accept"
      [maxBytes]="maxBytes"
      [maxFiles]="maxFiles"
      [notes]="uploads().notes()"
      [control]="control()"
    />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AttachmentsField {
  readonly control = input.required<FormControl<readonly File[]>>();
  readonly uploads = input.required<Uploads>();

  protected readonly accept = KINDS.map(kind => `.${kind}`).join(',');
  protected readonly maxBytes = MAX_FILE_BYTES;
  protected readonly maxFiles = MAX_FILES;
}
