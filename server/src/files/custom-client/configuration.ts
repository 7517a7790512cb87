import { createHash } from 'node:crypto';
import { readOptions } from './advanced-options.ts';
import type { WholeCustomClient } from './custom-client.service.ts';

/** The form of configurations that agents understand. */
const FORMAT = 1;

/** What a custom client's configuration says besides the custom client itself. */
export interface ConfigurationContext {
  /** As this custom client has it, see `prefixOf`. */
  readonly prefix: string;
  /** The portal's origin. */
  readonly server: string;
  /** With what the device is to enroll; absent in what is sent to one that has. */
  readonly enrollmentKey?: string;
}

/**
 * What the devices of a custom client are told. It is signed and goes out with the download, and again by SET_CONFIG with
 * each change. Its members are always in the same order: the same custom client is the same text.
 */
export function configurationOf(
  client: WholeCustomClient,
  { prefix, server, enrollmentKey }: ConfigurationContext,
): object {
  const { id, configurationVersion, programName, connectionType, allowInstallation, logo } = client;
  const read = readOptions(client.options);
  return {
    format: FORMAT,
    customClient: id,
    version: configurationVersion,
    server,
    ...(enrollmentKey !== undefined && { enrollmentKey }),
    programName,
    prefix,
    connectionType,
    allowInstallation,
    colors: { background: client.backgroundColor, accent: client.accentColor },
    logo: logo && createHash('sha256').update(logo).digest('hex'),
    options: 'options' in read ? read.options : {},
  };
}
