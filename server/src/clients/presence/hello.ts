import { ApiError } from '../../core/errors.ts';
import { DateTime } from '../../core/graphql/scalars.ts';
import { isPlain } from '../../core/graphql/validation.ts';

/** The longest text that a device may say of itself when it connects. */
export const MAX_HELLO = 64;
const MAX_INT = 2 ** 31 - 1;

/** What a device says of itself when it connects; null for what it does not say. */
export interface Hello {
  /** Differs each time the device starts. */
  readonly bootId: string | null;
  readonly version: string | null;
  /** Which version of its custom client's configuration it runs. */
  readonly configurationVersion: number | null;
  /** What its clock says. */
  readonly deviceTime: Date | null;
}

/**
 * Reads what stands beside the authorization in `connection_init`.
 *
 * @throws ApiError BAD_USER_INPUT for texts above 64 characters or with control characters, and for a time that is none
 */
export function readHello(params: Record<string, unknown>): Hello {
  return {
    bootId: textIn(params, 'bootId'),
    version: textIn(params, 'version'),
    configurationVersion: countIn(params, 'configurationVersion'),
    deviceTime: timeIn(params, 'deviceTime'),
  };
}

function textIn(params: Record<string, unknown>, name: string): string | null {
  const value = params[name] ?? null;
  if (value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > MAX_HELLO || !isPlain(value)) {
    throw refused(name, `must be a line of at most ${MAX_HELLO} characters without control characters`);
  }
  return value;
}

function countIn(params: Record<string, unknown>, name: string): number | null {
  const value = params[name] ?? null;
  if (value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_INT) return value;
  throw refused(name, 'must be a whole number, 1 or more');
}

function timeIn(params: Record<string, unknown>, name: string): Date | null {
  const value = params[name] ?? null;
  if (value === null) return null;
  try {
    return DateTime.parseValue(value);
  } catch {
    throw refused(name, 'must be a moment by RFC 3339 in the years 2000 to 2099');
  }
}

const refused = (field: string, reason: string): ApiError =>
  new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [field]: [reason] } });
