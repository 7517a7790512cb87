import type { ErrorLike } from '@apollo/client';

/**
 * What a result holds.
 *
 * @throws its failure, which Apollo puts into the result, as it is: `refusalOf` reads it
 */
export function dataOf<Data>({ data, error }: { data?: unknown; error?: ErrorLike }): Data {
  if (error) throw error as Error;
  return data as Data;
}
