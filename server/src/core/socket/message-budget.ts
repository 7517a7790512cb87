/** A bucket of tokens, one for each message: full at first, refilled steadily. */
export class MessageBudget {
  private tokens: number;
  private filledAt: number;

  /**
   * @param size messages that may come at once
   * @param perSecond messages that may come in the long run
   * @param nowMs a clock that never goes back
   */
  constructor(
    private readonly size: number,
    private readonly perSecond: number,
    private readonly nowMs = () => performance.now(),
  ) {
    this.tokens = size;
    this.filledAt = nowMs();
  }

  /** Takes a token; false where there is none. */
  take(): boolean {
    const now = this.nowMs();
    this.tokens = Math.min(this.size, this.tokens + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }
}
