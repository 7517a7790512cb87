const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/**
 * Whether `name` is the IANA name of a time zone. Every alias counts, as browsers differ in which one they tell
 * (Asia/Kolkata, Asia/Calcutta) and no list has them all. Offsets such as +01:00 are none.
 */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
