import { accountKey, endingKeys } from '../viewer.ts';
import type { LiveSocket } from './live-socket.ts';

/** The open sockets of this process, by every name that an ending may call them (see `endingKeys`), so that it closes them at once. */
export class Sockets {
  private readonly byKey = new Map<string, Set<LiveSocket>>();
  private readonly listeners = new Set<(socket: LiveSocket) => void>();

  add(socket: LiveSocket): void {
    for (const key of endingKeys(socket.viewer)) {
      const sockets = this.byKey.get(key);
      if (sockets) sockets.add(socket);
      else this.byKey.set(key, new Set([socket]));
    }
    for (const listener of this.listeners) listener(socket);
  }

  /** Tells `listener` of every socket that is added. Answers the function that ends it. */
  onAdd(listener: (socket: LiveSocket) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  delete(socket: LiveSocket): void {
    for (const key of endingKeys(socket.viewer)) {
      const sockets = this.byKey.get(key);
      if (sockets?.delete(socket) && sockets.size === 0) this.byKey.delete(key);
    }
  }

  /** How many sockets one principal, person or account has open here. */
  count(key: string): number {
    return this.byKey.get(key)?.size ?? 0;
  }

  /** Closes every socket of one principal, person or account. */
  closeAll(key: string, code: number, reason: string): void {
    for (const socket of [...(this.byKey.get(key) ?? [])]) socket.close(code, reason);
  }

  /** Every open socket of an account, of people, tools and devices alike. */
  ofAccount(accountId: string): LiveSocket[] {
    return [...(this.byKey.get(accountKey(accountId)) ?? [])];
  }

  /** The accounts that have a socket open here. */
  ofAccounts(): Set<string> {
    const accounts = new Set<string>();
    for (const [key, sockets] of this.byKey) {
      const [socket] = sockets;
      if (socket && key === accountKey(socket.viewer.accountId)) accounts.add(socket.viewer.accountId);
    }
    return accounts;
  }
}
