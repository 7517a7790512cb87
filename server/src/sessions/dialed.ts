/** A client's number: 9 or 10 digits, of which the first is not 0. */
export const CLIENT_NUMBER = /^[1-9]\d{8,9}$/;

/** What a device may dial: a number, or an alias `name@namespace`. Its length is bounded, and it is matched in one pass. */
export const DIALED =
  /^(?:[1-9]\d{8,9}|[0-9A-Za-z](?:[0-9A-Za-z._-]{0,23}[0-9A-Za-z])?@[0-9A-Za-z](?:[0-9A-Za-z._-]{0,48}[0-9A-Za-z])?)$/;

/** A device's name for a session, and for the time since it started: short, and without anything that needs escaping. */
export const DEVICE_KEY = /^[\w.:-]{1,64}$/;

const MAX_SESSION_ID = 2n ** 63n;

/** Whether `id` can be a session's: a decimal number from 1 to 2^63 - 1. */
export const isSessionId = (id: string): boolean => /^[1-9]\d{0,18}$/.test(id) && BigInt(id) < MAX_SESSION_ID;
