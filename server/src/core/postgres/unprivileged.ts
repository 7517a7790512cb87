/** PostgreSQL refuses to run as root; this is the number of "nobody" on Linux. */
export const NOBODY = 65534;

/** Options of a process to spawn. */
export interface Unprivileged {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
}

export const isRoot = process.getuid?.() === 0;

/**
 * How to spawn one of PostgreSQL's programs on `cluster`, its working folder: as `NOBODY` where we are root, with
 * nothing of our environment, which may hold secrets and a locale that the machine does not have.
 */
export const unprivileged = (cluster: string): Unprivileged => ({
  cwd: cluster,
  env: { LC_ALL: 'C', TZ: 'UTC' },
  ...(isRoot && { uid: NOBODY, gid: NOBODY }),
});

/**
 * The name of `cluster` for a program spawned with `unprivileged(cluster)`. Root may keep it where nobody else can
 * pass, such as below /root; the working folder is entered before the rights are given up, and has a name of its own.
 */
export const nameOf = (cluster: string): string =>
  isRoot && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
