import { principalKey } from '../viewer.ts';
import type { LiveSocket } from './live-socket.ts';

/** The open sockets of this process, by principal, so that a revocation closes them at once. */
export class Sockets {
  private readonly byPrincipal = new Map<string, Set<LiveSocket>>();
  private readonly listeners = new Set<(socket: LiveSocket) => void>();

  add(socket: LiveSocket): void {
    const key = principalKey(socket.viewer);
    const sockets = this.byPrincipal.get(key);
    if (sockets) sockets.add(socket);
    else this.byPrincipal.set(key, new Set([socket]));
    for (const listener of this.listeners) listener(socket);
  }

  /** Tells `listener` of every socket that is added. Answers the function that ends it. */
  onAdd(listener: (socket: LiveSocket) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  delete(socket: LiveSocket): void {
    const key = principalKey(socket.viewer);
    const sockets = this.byPrincipal.get(key);
    if (sockets?.delete(socket) && sockets.size === 0) this.byPrincipal.delete(key);
  }

  /** How many sockets the principal has open here. */
  count(key: string): number {
    return this.byPrincipal.get(key)?.size ?? 0;
  }

  /** Closes every socket of one principal (see `principalKey`). */
  closeAll(key: string, code: number, reason: string): void {
    for (const socket of [...(this.byPrincipal.get(key) ?? [])]) socket.close(code, reason);
  }

  /** Closes every socket there is: the process stops. */
  closeEach(code: number, reason: string): void {
    for (const socket of this.all()) socket.close(code, reason);
  }

  /** Every open socket of an account, of people and devices alike. */
  ofAccount(accountId: string): LiveSocket[] {
    return this.all().filter(socket => socket.viewer.accountId === accountId);
  }

  /** The accounts that have a socket open here. */
  ofAccounts(): Set<string> {
    return new Set(this.all().map(socket => socket.viewer.accountId));
  }

  private all(): LiveSocket[] {
    return [...this.byPrincipal.values()].flatMap(sockets => [...sockets]);
  }
}
