import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Tone } from '../badge/badge';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-names';

/** One thing that happened. */
export interface Moment {
  readonly id: string;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly text: string;
  /** A few words more. */
  readonly note?: string;
  /** ISO 8601. */
  readonly at: string;
  /** When, in words: "3 minutes ago". */
  readonly time: string;
  /** When in full, shown on pointing at it. */
  readonly fullTime?: string;
}

/** What happened, one below the other, in the order given. */
@Component({
  selector: 'ui-timeline',
  imports: [Icon],
  template: `
    <ol [attr.aria-label]="label()">
      @for (moment of moments(); track moment.id) {
        <li>
          <span class="sign" [class]="moment.tone"><ui-icon [name]="moment.icon" [size]="14" /></span>
          <p>
            {{ moment.text }}
            @if (moment.note; as note) {
              <small>{{ note }}</small>
            }
          </p>
          <time [attr.datetime]="moment.at" [attr.title]="moment.fullTime">{{ moment.time }}</time>
        </li>
      }
    </ol>
  `,
  styleUrl: './timeline.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Timeline {
  /** What the list is called; not needed where what stands around it says so. */
  readonly label = input<string>();
  readonly moments = input.required<readonly Moment[]>();
}
