/** What a device may dial: a number, or an alias `name@namespace`. Its length is bounded, and it is matched in one pass. */
export const DIALED =
  /^(?:[1-9]\d{8,9}|[0-9A-Za-z](?:[0-9A-Za-z._-]{0,23}[0-9A-Za-z])?@[0-9A-Za-z](?:[0-9A-Za-z._-]{0,48}[0-9A-Za-z])?)$/;

/** A device's name for a session, and for the time since it started: short, and without anything that needs escaping. */
export const DEVICE_KEY = /^[\w.:-]{1,64}$/;
