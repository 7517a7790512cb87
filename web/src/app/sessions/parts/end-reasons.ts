import type { SessionEndReason } from '../../core/graphql/generated';

export const END_REASONS = [
  'CLOSED_BY_PEER',
  'CLOSED_BY_PORTAL',
  'MAX_LENGTH',
  'DEVICE_LOST',
  'SUPERSEDED',
] as const satisfies readonly SessionEndReason[];
