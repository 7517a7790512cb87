/** The version that the agent reports and prints; a spec compares it with package.json. It stands here so that one file can ship alone. */
export const VERSION = '0.1.0';
