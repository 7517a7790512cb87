import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { BuildFailure, BuildFragment } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { Num } from '../../core/i18n/num.pipe';
import { T } from '../../core/i18n/t.pipe';
import { Badge } from '../../ui/badge/badge';
import { ProgressBar } from '../../ui/progress-bar/progress-bar';

const FAILURES: Readonly<Record<BuildFailure, PlainKey>> = {
  AGENT_NOT_BUILT: 'files.failure.AGENT_NOT_BUILT',
  DISK_FULL: 'files.failure.DISK_FULL',
  FAULT: 'files.failure.FAULT',
};

/** How far a build has come: a bar that fills, or why there is nothing to download. */
@Component({
  selector: 'app-build-state',
  imports: [Badge, Num, ProgressBar, T],
  template: `
    @let it = build();
    @switch (it.state) {
      @case ('READY') {
        <ui-badge tone="success">{{ 'files.build.READY' | t }}</ui-badge>
      }
      @case ('FAILED') {
        <ui-badge tone="danger">{{ 'files.build.FAILED' | t }}</ui-badge>
      }
      @default {
        <span class="words">
          {{ (it.state === 'QUEUED' ? 'files.build.QUEUED' : 'files.build.BUILDING') | t }}
          <span class="numbers">{{ it.progress | num }} %</span>
        </span>
        <ui-progress-bar [label]="'files.build.BUILDING' | t" [value]="it.progress" />
      }
    }
    @if (failure(); as why) {
      <small class="below">{{ why | t }}</small>
    }
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 320px;
    }

    ui-badge {
      margin-inline-start: 0;
    }

    .words {
      display: flex;
      justify-content: space-between;
      gap: 8px;
      margin-block-end: 4px;
      font-size: 12px;
    }

    .below {
      display: block;
      color: var(--mat-sys-on-surface-variant);
      white-space: normal;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildState {
  readonly build = input.required<BuildFragment>();

  protected readonly failure = computed(() => {
    const { failure } = this.build();
    return failure && FAILURES[failure];
  });
}
