/** Keeps what was used last, up to a weight in sum; what was used longest ago goes first. */
export class Lru<K, V> {
  private readonly entries = new Map<K, { value: V; weight: number }>();
  private weight = 0;

  constructor(private readonly maxWeight: number) {}

  get(key: K): V | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    // A Map is ordered by insertion: put back, it is the newest.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** @param weight what the entry counts for; heavier than the whole, it is not kept */
  set(key: K, value: V, weight = 1): void {
    this.drop(key);
    if (weight > this.maxWeight) return;

    this.entries.set(key, { value, weight });
    this.weight += weight;
    for (const oldest of this.entries.keys()) {
      if (this.weight <= this.maxWeight) return;
      this.drop(oldest);
    }
  }

  private drop(key: K): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}
