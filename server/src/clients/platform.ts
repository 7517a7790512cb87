import { registerEnumType } from 'type-graphql';

/** The operating system that a client runs on. */
export enum Platform {
  WINDOWS = 'WINDOWS',
  MACOS = 'MACOS',
  LINUX = 'LINUX',
  ANDROID = 'ANDROID',
  OTHER = 'OTHER',
}

registerEnumType(Platform, { name: 'Platform', description: 'The operating system that a client runs on.' });
