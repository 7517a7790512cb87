import { Platform } from '../../clients/platform.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';
import type { CustomClient } from './custom-client.entity.ts';
import type { CustomClientSettingsInput } from './custom-client.input.ts';
import { cleanPng } from './png.ts';

/** What people choose of a custom client besides its name and system. */
export type Settings = Pick<
  CustomClient,
  | 'isMsi'
  | 'programName'
  | 'connectionType'
  | 'allowInstallation'
  | 'aliasPattern'
  | 'comment'
  | 'backgroundColor'
  | 'accentColor'
  | 'logo'
  | 'options'
>;

/** What its devices are not told, and what is in no package. */
const UNTOLD: ReadonlySet<string> = new Set(['name', 'comment']);

/** Whether a change of this makes a new version of the configuration. */
export const isBuiltAnewFor = (field: string): boolean => !UNTOLD.has(field);

/** What a custom client is where nobody says otherwise. */
export const DEFAULTS: Settings = {
  isMsi: false,
  programName: 'MyDesk',
  connectionType: ConnectionType.BOTH,
  allowInstallation: true,
  aliasPattern: null,
  comment: null,
  backgroundColor: '#ffffff',
  accentColor: '#1f6feb',
  logo: null,
  options: '',
};

/** The settings that an input names; an empty text takes away what may be absent. Only Windows has MSI clients. */
export function changesIn(input: CustomClientSettingsInput, platform: Platform): Partial<Settings> {
  const { aliasPattern, comment, logo, isMsi, ...others } = input;
  const named = Object.entries<unknown>(others).filter(([, value]) => value !== undefined && value !== null);
  return {
    ...(Object.fromEntries(named) as Partial<Settings>),
    ...(isMsi != null && { isMsi: isMsi && platform === Platform.WINDOWS }),
    ...(aliasPattern != null && { aliasPattern: aliasPattern || null }),
    ...(comment != null && { comment: comment || null }),
    ...(logo != null && { logo: logo === '' ? null : (cleanPng(Buffer.from(logo, 'base64')) ?? null) }),
  };
}
