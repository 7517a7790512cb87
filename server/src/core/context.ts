import type { Loaders } from './graphql/loaders.ts';
import type { Viewer } from './viewer.ts';

/** The present moment, passed in everywhere so that specs say what time it is. */
export type Clock = () => Date;

/** Where a request came from. */
export interface Origin {
  /** The caller's address, taken from a proxy's header only where the settings trust one. */
  readonly ip: string;
  readonly userAgent: string;
}

/** What a resolver may do with cookies: those of the sign-in and of a half one, and that of a browser which has signed in before. */
export interface Cookies {
  set(secret: string, expires: Date): void;
  clear(): void;
  /** What `setHalf` has set here: whose password was right, and who has still to show a second factor. */
  readonly half: string | null;
  setHalf(secret: string, expires: Date): void;
  clearHalf(): void;
  /** What `setKnownBrowser` has once set here; null in a browser that has never signed in. */
  readonly knownBrowser: string | null;
  /** It outlives the sign-in, and opens nothing by itself. */
  setKnownBrowser(secret: string, expires: Date): void;
}

/** What every resolver is given besides its arguments. */
export interface Context {
  /** Null for a stranger. It changes only where the operation itself signs somebody in or out. */
  viewer: Viewer | null;
  readonly loaders: Loaders;
  readonly origin: Origin;
  /** Absent on a WebSocket, where no cookie can be set. */
  readonly cookies?: Cookies;
  /** Set where others with the same rights are answered too, so that of the viewer only account and rights count. */
  readonly isShared?: boolean;
}

/** The context of an operation that `@Authorized` lets through: somebody asks. */
export interface ViewerContext<V extends Viewer = Viewer> extends Context {
  viewer: V;
}
