import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { Gatherer } from '../../core/work/gatherer.ts';
import { Repeated } from '../../core/work/repeated.ts';
import { SYSTEM } from '../../events/actor.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import type { AgentProgram } from '../packaging/agent-program.ts';
import { BUILD_COLUMNS, BuildFailure, type BuildRow, BuildState } from './build.entity.ts';
import type { BuildFiles } from './build-files.ts';
import { appendBuild } from './builds.service.ts';
import { type BuildParts, NoAgent } from './build-parts.ts';

/** How often it is looked for what nobody has told this process of: by another process, or left by a killed one. */
const EVERY_MS = 2_000;
/** For how long a process that builds counts as alive without saying so. */
const LEASE_MS = 60_000;
/** After a try that failed it is waited so long, then three times as long. */
const RETRY_MS = 5_000;
const MAX_TRIES = 3;

const WAITING = `
  SELECT b.account_id AS "accountId", b.id FROM custom_client_build b
  WHERE b.state IN ('QUEUED', 'BUILDING') AND (b.lease_until IS NULL OR b.lease_until <= $1) ORDER BY b.id LIMIT 20`;
const CLAIM = `
  UPDATE custom_client_build b SET state = 'BUILDING', progress = 10, tries = tries + 1, lease_until = $4
  WHERE b.account_id = $1 AND b.id = $2 AND b.state IN ('QUEUED', 'BUILDING') AND (b.lease_until IS NULL OR b.lease_until <= $3)
  RETURNING ${BUILD_COLUMNS}`;

/** What one try led to. */
type Outcome = Partial<Pick<BuildRow, 'version' | 'agentSha256' | 'fileName' | 'sizeBytes' | 'sha256' | 'failure'>> &
  Pick<BuildRow, 'state' | 'progress' | 'leaseUntil' | 'finishedAt'>;

/**
 * Builds what waits, one after the other and off the request path. Of several processes each build goes to one; where
 * that is killed, another takes it up when its lease has run out.
 */
export class Builder {
  private readonly timer: Repeated;
  private readonly turns: Gatherer;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly parts: BuildParts,
    private readonly files: BuildFiles,
    private readonly now: Clock,
    private readonly report: (cause: unknown) => void,
  ) {
    this.turns = new Gatherer(() => this.run(), 0);
    this.timer = new Repeated(() => this.turns.ask(), EVERY_MS, report);
  }

  start(): void {
    this.timer.start();
    this.wake();
  }

  async stop(): Promise<void> {
    await this.timer.stop();
  }

  /** Something was queued here. */
  wake(): void {
    this.turns.ask().catch(this.report);
  }

  /** Builds everything that waits. */
  async run(): Promise<void> {
    for (;;) {
      const waiting: { accountId: string; id: string }[] = await this.db.query(WAITING, [this.now()]);
      if (waiting.length === 0) return;
      for (const { accountId, id } of waiting) {
        const build = await this.claim(accountId, id);
        if (build) await this.build(build);
      }
    }
  }

  /** Takes a build, unless another process has; what was taken is this one's until the lease runs out. */
  async claim(accountId: string, id: string): Promise<BuildRow | undefined> {
    return this.ledger.write(accountId, async entry => {
      const [[build]]: [BuildRow[], number] = await entry.sql.query(CLAIM, [
        accountId,
        id,
        entry.now,
        new Date(entry.now.getTime() + LEASE_MS),
      ]);
      if (build) appendBuild(entry, build, SYSTEM);
      return build;
    });
  }

  private async build(build: BuildRow): Promise<void> {
    try {
      const { agent, built } = await this.parts.make(build);
      // What was changed meanwhile waits in the queue already.
      if (!built) {
        await this.drop(build);
        return;
      }
      await this.change(build, {
        state: BuildState.BUILDING,
        progress: 70,
        leaseUntil: this.later(LEASE_MS),
        finishedAt: null,
      });
      await this.files.write(build.id, built.bytes, build.queuedAt);
      const isKept = await this.change(build, this.ready(agent, built));
      if (!isKept) await this.files.remove([build.id]);
    } catch (error) {
      // Deleted meanwhile, it is no failure.
      if (error instanceof ApiError) await this.drop(build);
      else await this.fail(build, error);
    }
  }

  private ready({ version, sha256 }: AgentProgram, { fileName, bytes }: { fileName: string; bytes: Buffer }): Outcome {
    return {
      state: BuildState.READY,
      progress: 100,
      version,
      agentSha256: sha256,
      fileName,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      failure: null,
      leaseUntil: null,
      finishedAt: this.now(),
    };
  }

  private async fail(build: BuildRow, error: unknown): Promise<void> {
    const failure = failureOf(error);
    if (failure === BuildFailure.FAULT) this.report(error);
    const isOver = build.tries >= MAX_TRIES || failure === BuildFailure.AGENT_NOT_BUILT;
    const again = {
      state: BuildState.QUEUED,
      leaseUntil: this.later(RETRY_MS * 3 ** (build.tries - 1)),
      finishedAt: null,
    };
    const over = { state: BuildState.FAILED, leaseUntil: null, finishedAt: this.now() };
    await this.change(build, { ...(isOver ? over : again), progress: 0, failure });
  }

  /** Writes how far the build has come; false where it is another process's by now, or nobody's. */
  private change(build: BuildRow, outcome: Outcome): Promise<boolean> {
    const { accountId, id, tries, customClientId } = build;
    return this.ledger.write(accountId, async entry => {
      const [, changed]: [unknown, number] = await entry.sql.query(
        `UPDATE custom_client_build SET state = $4, progress = $5, lease_until = $6, finished_at = $7, failure = $8,
           version = coalesce($9, version), agent_sha256 = coalesce($10, agent_sha256), file_name = coalesce($11, file_name),
           size_bytes = coalesce($12, size_bytes), sha256 = coalesce($13, sha256)
         WHERE account_id = $1 AND id = $2 AND tries = $3 AND state = 'BUILDING'`,
        [
          ...[accountId, id, tries, outcome.state, outcome.progress, outcome.leaseUntil, outcome.finishedAt],
          ...[
            outcome.failure,
            outcome.version,
            outcome.agentSha256,
            outcome.fileName,
            outcome.sizeBytes,
            outcome.sha256,
          ],
        ],
      );
      if (changed === 0) return false;
      if (outcome.state === BuildState.READY) await noteVersion(entry, accountId, customClientId, outcome.version);
      appendBuild(entry, { ...build, ...outcome }, SYSTEM);
      return true;
    });
  }

  private async drop({ accountId, id, tries }: BuildRow): Promise<void> {
    await this.db.query('DELETE FROM custom_client_build WHERE account_id = $1 AND id = $2 AND tries = $3', [
      accountId,
      id,
      tries,
    ]);
  }

  private later(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}

async function noteVersion(
  entry: Entry,
  accountId: string,
  customClientId: string,
  version: string | null | undefined,
): Promise<void> {
  await entry.sql.query('UPDATE custom_client SET version = $3 WHERE account_id = $1 AND id = $2 AND version <> $3', [
    accountId,
    customClientId,
    version,
  ]);
}

function failureOf(error: unknown): BuildFailure {
  if (error instanceof NoAgent) return BuildFailure.AGENT_NOT_BUILT;
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? BuildFailure.DISK_FULL : BuildFailure.FAULT;
}
