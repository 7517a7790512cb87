import { createHash } from 'node:crypto';
import { ApiError } from '../../core/errors.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import type { BuildRow } from '../build/build.entity.ts';
import type { BuildFiles } from '../build/build-files.ts';
import type { BuildParts } from '../build/build-parts.ts';
import type { BuildsService, BuildTarget } from '../build/builds.service.ts';
import { typeOf } from '../packaging/package-of.ts';
import type { DownloadCounts } from './download-counts.ts';

const RETRY_AFTER_SECONDS = 2;

/** Finds the file that is downloaded of a custom client. */
export class BuiltDownload {
  constructor(
    private readonly builds: BuildsService,
    private readonly files: BuildFiles,
    private readonly parts: BuildParts,
    private readonly counts: DownloadCounts,
  ) {}

  /**
   * The newest build of what is asked for. A process whose disk lacks the file makes it once more: it is the same, byte
   * for byte, or it is not given out.
   *
   * @throws ApiError OVERLOADED while there is none yet
   */
  async of(target: BuildTarget): Promise<Downloadable> {
    const build = await this.builds.newestReady(target);
    if (!build?.fileName) throw notYet();
    if (!(await this.files.has(build.id))) await this.restore(build);
    return {
      fileName: build.fileName,
      type: typeOf(build.fileName),
      content: { path: this.files.pathOf(build.id) },
      onBegun: () => this.counts.add(target),
    };
  }

  private async restore(build: BuildRow): Promise<void> {
    const { built } = await this.parts.make(build);
    const isSame = built && createHash('sha256').update(built.bytes).digest('hex') === build.sha256;
    if (!isSame) throw notYet();
    await this.files.write(build.id, built.bytes, build.queuedAt);
  }
}

const notYet = (): ApiError =>
  new ApiError('OVERLOADED', 'It is being built', { retryAfterSeconds: RETRY_AFTER_SECONDS });
