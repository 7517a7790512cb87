/** Counts what each caller holds, up to a bound. */
export class Places {
  private readonly held = new Map<string, number>();

  constructor(private readonly bound: number) {}

  /** Takes a place; false where the caller holds as many as it may. */
  take(caller: string): boolean {
    const held = this.held.get(caller) ?? 0;
    if (held >= this.bound) return false;
    this.held.set(caller, held + 1);
    return true;
  }

  /** Gives a place back that was taken. */
  give(caller: string): void {
    const held = (this.held.get(caller) ?? 0) - 1;
    if (held > 0) this.held.set(caller, held);
    else this.held.delete(caller);
  }
}
