import { Pipe, type PipeTransform, inject } from '@angular/core';
import { formatDuration } from './format-span';
import { NOW } from './now';

/** How long something has run as a clock shows it: it ticks since a moment, or stands where it has ended. */
@Pipe({ name: 'running', pure: false })
export class Running implements PipeTransform {
  private readonly now = inject(NOW);

  /** @param seconds how long it ran; null while it does */
  transform(since: Date | string, seconds: number | null): string {
    return formatDuration(seconds ?? (this.now().getTime() - new Date(since).getTime()) / 1000);
  }
}
