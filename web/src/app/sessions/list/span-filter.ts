import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { formatDate } from '../../core/time/format-date';
import { type Day, isDay } from '../../core/time/zoned-day';
import { Filter } from '../../ui/filter/filter';
import { SPAN_NAMES, type Span } from './session-filter';

/** A span of time: one that ends today, or a first and a last day. */
export interface SpanValues {
  readonly span: Span | undefined;
  readonly since: Day;
  readonly until: Day;
}

const ALWAYS: SpanValues = { span: undefined, since: '', until: '' };

/** Narrows the log to a span of time. */
@Component({
  selector: 'app-span-filter',
  imports: [Filter, T],
  templateUrl: './span-filter.html',
  styleUrl: './span-filter.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpanFilter {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);

  readonly values = input.required<SpanValues>();
  /** The user wants another span. */
  readonly wish = output<SpanValues>();

  protected readonly spans = SPAN_NAMES;
  protected readonly always = ALWAYS;
  protected readonly summary = computed(() => {
    const { span, since, until } = this.values();
    if (span) return this.texts.get(`sessions.span.${span}`);
    if (since && until) return since === until ? this.day(since) : `${this.day(since)} – ${this.day(until)}`;
    if (since) return this.texts.get('sessions.span.since', { day: this.day(since) });
    return until ? this.texts.get('sessions.span.until', { day: this.day(until) }) : undefined;
  });

  protected choose(span: Span): void {
    this.wish.emit({ ...ALWAYS, span });
  }

  /** A day that is being typed is no day yet. A first day behind the last one moves the last one, and the other way round. */
  protected bound(end: 'since' | 'until', text: string): void {
    if (text !== '' && !isDay(text)) return;
    const { since, until } = this.values();
    const next = { ...ALWAYS, since, until, [end]: text };
    const isCrossed = next.since !== '' && next.until !== '' && next.since > next.until;
    this.wish.emit(isCrossed ? { ...ALWAYS, since: text, until: text } : next);
  }

  /** A day has no zone: it is written as it is. */
  private day(day: Day): string {
    return formatDate(`${day}T00:00:00Z`, this.locale.tag(), 'UTC', 'day');
  }
}
