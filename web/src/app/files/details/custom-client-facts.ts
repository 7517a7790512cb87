import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CustomClientDetailsFragment } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { PlatformName } from '../../core/platform/platform-name.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Card } from '../../ui/card/card';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { CONNECTION_TYPES } from '../parts/connection-types';

/** What a custom client is. */
@Component({
  selector: 'app-custom-client-facts',
  imports: [Card, CopyButton, PlatformName, T, TzDate],
  templateUrl: './custom-client-facts.html',
  styles: `
    pre {
      margin: 0;
      font-size: 12px;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CustomClientFacts {
  readonly client = input.required<CustomClientDetailsFragment>();

  protected readonly connection = computed(
    () => CONNECTION_TYPES.find(({ value }) => value === this.client().connectionType) ?? CONNECTION_TYPES[0],
  );
  /** Packages for Linux are run by the specs; the others were built, and never started on their system. */
  protected readonly isUntried = computed(() => this.client().platform !== 'LINUX');
}
