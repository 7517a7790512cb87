import type { UserViewer } from '../../core/viewer.ts';
import type { User } from '../user.entity.ts';
import type { UserViewerType } from './viewer.type.ts';

/** A user as the API shows them to themselves. */
export const shownTo = (viewer: UserViewer, user: User): UserViewerType => ({
  accountId: user.accountId,
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  rights: [...viewer.rights],
  preferences: { language: user.language, timeZone: user.timeZone },
});
