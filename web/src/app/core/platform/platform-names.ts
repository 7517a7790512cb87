import type { Platform } from '../graphql/generated';

export const PLATFORMS = ['WINDOWS', 'LINUX', 'MACOS', 'ANDROID', 'OTHER'] as const satisfies readonly Platform[];

/** Operating systems are called the same in every language; `null` needs a word. */
export const PLATFORM_NAMES: Record<Platform, string | null> = {
  WINDOWS: 'Windows',
  LINUX: 'Linux',
  MACOS: 'macOS',
  ANDROID: 'Android',
  OTHER: null,
};
