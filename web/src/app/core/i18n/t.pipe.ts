import { Pipe, type PipeTransform, inject } from '@angular/core';
import type { TextKey } from './i18n-keys';
import { type Parameters, Texts } from './texts';

/**
 * `{{ 'clients.count' | t: { count: 5 } }}`: a wrong key, or a wrong or missing parameter, fails the build.
 * Impure, so that a change of language shows at once.
 */
@Pipe({ name: 't', pure: false })
export class T implements PipeTransform {
  private readonly texts = inject(Texts);

  transform<K extends TextKey>(key: K, ...parameters: Parameters<K>): string {
    return this.texts.get(key, ...parameters);
  }
}
