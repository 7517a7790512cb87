import type { Origin } from '../context.ts';
import type { DeviceViewer, TokenViewer, UserViewer, Viewer } from '../viewer.ts';

/** Knows who stands at the door. It is handed in, so that the doors know no domain. */
export interface Doorman {
  /** The user whose cookie this is; null where it holds no longer. */
  userOf(secret: string, origin: Origin): Promise<UserViewer | null>;

  /**
   * The device of `Client <id>:<token>`, or the tool of `Bearer <token>`; null where the text is neither.
   *
   * @throws ApiError UNAUTHENTICATED where the token does not hold, FORBIDDEN or NOT_FOUND where the client was removed
   */
  callerOf(authorization: string, origin: Origin): Promise<DeviceViewer | TokenViewer | null>;

  /**
   * The principal to whom something was handed out, such as a ticket, with the rights that it has now; null where it has
   * none any more.
   *
   * @param principal as `principalKey` names it
   */
  holderOf(accountId: string, principal: string): Promise<Viewer | null>;

  /** Whether a viewer may still be told what was asked for them: asked when an answer is about to go out. */
  stillHolds(viewer: Viewer): boolean | Promise<boolean>;
}
