import { DOCUMENT, DestroyRef, Injectable, afterRenderEffect, inject, signal } from '@angular/core';
import { DRAWN_WHOLE, type RowWindow, windowOf } from './window';

/** What a table scrolls in, and what its rows stand in; `body` is undefined while there are no rows. */
export interface TableElements {
  readonly scroller: HTMLElement;
  readonly body: HTMLElement | undefined;
}

/** A row's height before one was measured, in pixels. */
const USUAL_HEIGHT = 45;

/** Knows which rows of a long table are seen, whether it scrolls in itself or, as cards, with the page. */
@Injectable()
export class TableScroll {
  private readonly document = inject(DOCUMENT);
  private readonly destroyed = inject(DestroyRef);
  private readonly seen = signal(
    { top: 0, bottom: 1000 },
    { equal: (one, other) => one.top === other.top && one.bottom === other.bottom },
  );
  private readonly height = signal(USUAL_HEIGHT);
  private elements: () => TableElements | undefined = () => undefined;
  private isDue = false;

  /** Of one row, in pixels. */
  readonly rowHeight = this.height.asReadonly();

  /** Which of `count` rows are to be drawn now. Read in a `computed`, it follows the scrolling. */
  windowOf(count: number): RowWindow {
    return count <= DRAWN_WHOLE ? { first: 0, end: count } : windowOf(count, this.height(), this.seen());
  }

  /** Begins to watch. Call it where `inject` may be called. */
  follow(elements: () => TableElements): void {
    this.elements = elements;
    const look = () => this.lookSoon();
    // Whatever scrolls, the table itself or the page around it, is heard on the way down.
    this.document.addEventListener('scroll', look, { capture: true, passive: true });
    const resizes = new ResizeObserver(look);
    this.destroyed.onDestroy(() => {
      this.document.removeEventListener('scroll', look, { capture: true });
      resizes.disconnect();
    });
    afterRenderEffect(() => {
      const { scroller, body } = elements();
      resizes.observe(scroller);
      if (body) resizes.observe(body);
    });
  }

  /** Once per frame, however many events there were. */
  private lookSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.look();
    });
  }

  private look(): void {
    const { scroller, body } = this.elements() ?? {};
    if (!scroller || !body) return;
    const row = body.querySelector('[data-row]');
    if (row) this.height.set(row.getBoundingClientRect().height);
    const [list, frame] = [body.getBoundingClientRect(), scroller.getBoundingClientRect()];
    const screen = this.document.defaultView?.innerHeight ?? frame.bottom;
    this.seen.set({
      top: Math.max(0, frame.top, 0) - list.top,
      bottom: Math.min(screen, frame.bottom) - list.top,
    });
  }
}
