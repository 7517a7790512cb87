import type { CsvOptions, CsvSettings } from '../../core/csv/csv-options.ts';
import type { Viewer } from '../../core/viewer.ts';
import type { UserService } from '../user.service.ts';
import { DEFAULT_PREFERENCES } from './preferences.type.ts';

/** Knows how CSV files are to be written: as the caller says, and else as the person prefers. */
export class CsvChoices {
  constructor(private readonly users: UserService) {}

  async of(viewer: Viewer, options: CsvOptions | null): Promise<CsvSettings> {
    const preferred = viewer.kind === 'user' ? await this.users.of(viewer) : DEFAULT_PREFERENCES;
    return {
      scope: options?.scope ?? preferred.csvScope,
      dateFormat: options?.dateFormat ?? preferred.csvDateFormat,
      timeZone: options?.timeZone ?? preferred.timeZone,
    };
  }
}
