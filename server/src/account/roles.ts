import { Right } from '../core/viewer.ts';
import { UserRole } from './user.entity.ts';

const EVERYTHING: readonly Right[] = Object.values(Right).filter(right => right !== Right.DEVICE);

/** What each role may do. */
export const RIGHTS_OF: Readonly<Record<UserRole, ReadonlySet<Right>>> = {
  [UserRole.OWNER]: new Set(EVERYTHING),
  [UserRole.ADMIN]: new Set(EVERYTHING.filter(right => right !== Right.CONTRACT)),
  [UserRole.VIEWER]: new Set([
    Right.USER,
    Right.ACCOUNT_READ,
    Right.LICENSE_READ,
    Right.CLIENTS_READ,
    Right.SESSIONS_READ,
    Right.FILES_READ,
    Right.EVENTS_READ,
  ]),
  [UserRole.ACCOUNTANT]: new Set([
    Right.USER,
    Right.ACCOUNT_READ,
    Right.ACCOUNT_WRITE,
    Right.LICENSE_READ,
    Right.INVOICES_READ,
    Right.TICKETS_READ,
    Right.TICKETS_WRITE,
  ]),
};
