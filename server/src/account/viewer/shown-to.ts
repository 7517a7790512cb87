import type { UserViewer } from '../../core/viewer.ts';
import type { User } from '../user.entity.ts';
import type { UserViewerType } from './viewer.type.ts';

/** A user as the API shows them to themselves. */
export function shownTo(viewer: UserViewer, user: User): UserViewerType {
  const { accountId, id, email, name, role, language, timeZone, csvScope, csvDateFormat } = user;
  const preferences = { language, timeZone, csvScope, csvDateFormat };
  return { accountId, id, email, name, role, rights: [...viewer.rights], preferences };
}
