/** A client's number in groups of three, as people read it: 123 456 789, 1 234 567 890. */
export const grouped = (number: string): string => number.replace(/\B(?=(\d{3})+$)/g, '\u00a0');

/** What a client is called in a line: its alias, or its number. */
export const clientName = (client: { clientId: string; alias: string | null }): string =>
  client.alias ?? grouped(client.clientId);
