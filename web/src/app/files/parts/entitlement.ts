import { refusalOf } from '../../core/graphql/refusal';

/** Whether custom clients were refused because of the license's product: then an upgrade is the way out. */
export function isForTheProduct(error: unknown): boolean {
  const { code, details } = refusalOf(error);
  return code === 'FORBIDDEN' && 'upgradeTo' in details;
}
