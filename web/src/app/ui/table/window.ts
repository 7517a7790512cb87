/** The rows that are drawn: from `first` up to, but without, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** A stretch of the screen in pixels, from above. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** Up to so many rows are all drawn: they cost nothing, and need not be equally tall. */
export const DRAWN_WHOLE = 150;
/** Rows drawn above and below what is seen, so that scrolling shows no gap before the next frame. */
const BEYOND = 16;
/** The window moves in steps of so many rows, so that most scrolling draws nothing anew. */
const STEP = 8;

/**
 * Which of `count` rows of `height` pixels each are to be drawn, so that the seen band is filled.
 *
 * @param seen the band of the list that is seen, measured from the list's beginning
 */
export function windowOf(count: number, height: number, seen: Band): RowWindow {
  if (count <= DRAWN_WHOLE || height <= 0) return { first: 0, end: count };
  const first = Math.floor((Math.floor(seen.top / height) - BEYOND) / STEP) * STEP;
  const end = Math.ceil((Math.ceil(seen.bottom / height) + BEYOND) / STEP) * STEP;
  return { first: Math.min(Math.max(0, first), Math.max(0, count - 1)), end: Math.min(count, Math.max(end, 1)) };
}
