import { Pipe, type PipeTransform, inject } from '@angular/core';
import type { Platform } from '../graphql/generated';
import { Texts } from '../i18n/texts';
import { PLATFORM_NAMES } from './platform-names';

/** The name of an operating system. */
@Pipe({ name: 'platformName', pure: false })
export class PlatformName implements PipeTransform {
  private readonly texts = inject(Texts);

  transform(platform: Platform): string {
    return PLATFORM_NAMES[platform] ?? this.texts.get('clients.other-platform');
  }
}
