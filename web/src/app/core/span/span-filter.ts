import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Filter } from '../../ui/filter/filter';
import { Locale } from '../i18n/locale';
import { T } from '../i18n/t.pipe';
import { Texts } from '../i18n/texts';
import { formatDate } from '../time/format-date';
import { type Day, isDay } from '../time/zoned-day';
import { SPAN_NAMES, type Span, type SpanValues } from './span';

const ALWAYS: SpanValues = { span: undefined, since: '', until: '' };

/** Narrows a list to a span of time. */
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
