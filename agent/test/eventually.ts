const PATIENCE_MS = 40_000;
const PAUSE_MS = 40;

/** Waits until `look` answers something that is neither undefined nor false, and gives it back; fails when patience ends. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > until) throw new Error(`Never seen: ${look.toString()}`);
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
