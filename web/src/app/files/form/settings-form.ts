import { FormControl, FormGroup, Validators } from '@angular/forms';
import type {
  ConnectionType,
  CustomClientSettingsFragment,
  CustomClientSettingsInput,
} from '../../core/graphql/generated';

/** The systems that a custom client can be built for. */
export type BuiltFor = 'WINDOWS' | 'MACOS' | 'LINUX';

/** The greatest logo, in bytes. */
export const MAX_LOGO_BYTES = 32_768;

const PROGRAM_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,48}[\p{L}\p{M}\p{N}])?$/u;
const ALIAS_PATTERN = /^(?:[0-9A-Za-z._-]|\{host\}|\{id\})*$/;

/** The generator's fields, as they are for a new custom client. */
export function settingsForm() {
  const text = (value: string, ...validators: (typeof Validators.required)[]) =>
    new FormControl(value, { nonNullable: true, validators });
  return new FormGroup({
    name: text('', Validators.required),
    platform: new FormControl<BuiltFor>('WINDOWS', { nonNullable: true }),
    programName: text('MyDesk', Validators.required, Validators.pattern(PROGRAM_NAME)),
    connectionType: new FormControl<ConnectionType>('BOTH', { nonNullable: true }),
    allowInstallation: new FormControl(true, { nonNullable: true }),
    isMsi: new FormControl(false, { nonNullable: true }),
    aliasPattern: text('', Validators.pattern(ALIAS_PATTERN)),
    comment: text(''),
    backgroundColor: text('#ffffff'),
    accentColor: text('#1f6feb'),
    options: text(''),
    isPublic: new FormControl(false, { nonNullable: true }),
    files: new FormControl<readonly File[]>([], { nonNullable: true }),
  });
}

export type SettingsForm = ReturnType<typeof settingsForm>;

/** What the fields hold for a custom client that there is. */
export function valuesOf(client: CustomClientSettingsFragment): Readonly<Record<string, unknown>> {
  const { aliasPattern, comment } = client;
  return { ...client, aliasPattern: aliasPattern ?? '', comment: comment ?? '', isPublic: false, files: [] };
}

/**
 * The fields as the server takes them.
 *
 * @param logo a PNG as a data: address; null for none; undefined leaves it as it is
 */
export function settingsOf(form: SettingsForm, logo: string | null | undefined): CustomClientSettingsInput {
  const { programName, connectionType, allowInstallation, isMsi, aliasPattern, comment, ...rest } = form.getRawValue();
  return {
    programName,
    connectionType,
    allowInstallation,
    isMsi: isMsi && rest.platform === 'WINDOWS',
    aliasPattern,
    comment,
    backgroundColor: rest.backgroundColor,
    accentColor: rest.accentColor,
    options: rest.options,
    ...(logo !== undefined && { logo: logo === null ? '' : logo.slice(logo.indexOf(',') + 1) }),
  };
}
