const MAX_SESSION_ID = 2n ** 63n;

/** Whether `id` can be a session's: a decimal number from 1 to 2^63 - 1. */
export const isSessionId = (id: string): boolean => /^[1-9]\d{0,18}$/.test(id) && BigInt(id) < MAX_SESSION_ID;
