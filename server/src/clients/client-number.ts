/** A client's number: 9 or 10 digits, of which the first is not 0. */
export const CLIENT_NUMBER = /^[1-9]\d{8,9}$/;

/** Whether `id` can be a client's. What cannot is not found, and never reaches the database. */
export const isClientNumber = (id: string): boolean => CLIENT_NUMBER.test(id);
