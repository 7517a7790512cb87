import type { UserRole } from '../../core/graphql/generated';
import type { Texts } from '../../core/i18n/texts';
import type { CardOption } from '../../ui/field/radio-cards';

const ROLES: readonly UserRole[] = ['VIEWER', 'ACCOUNTANT', 'ADMIN', 'OWNER'];

/** The roles that somebody may give, with what each may do. Only an owner makes another one. */
export const roleChoices = (texts: Texts, isOwner: boolean): CardOption<UserRole>[] =>
  ROLES.filter(role => isOwner || role !== 'OWNER').map(value => ({
    value,
    label: texts.get(`invitation.role.${value}`),
    text: texts.get(`invitation.role-text.${value}`),
  }));
