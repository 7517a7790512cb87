import { Pipe, type PipeTransform, inject } from '@angular/core';
import { formatBytes } from '../../ui/field/format-bytes';
import { Locale } from './locale';

/** A size as people read it: "2.4 MB". */
@Pipe({ name: 'bytes', pure: false })
export class Bytes implements PipeTransform {
  private readonly locale = inject(Locale);

  transform(bytes: number): string {
    return formatBytes(bytes, this.locale.tag());
  }
}
