import { IsBoolean, IsEnum, IsIn, Matches, MaxLength, registerDecorator, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Platform } from '../../clients/platform.ts';
import { KeyedInput } from '../../core/idempotency.ts';
import { isPlain, PlainText } from '../../core/graphql/validation.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';
import { MAX_OPTIONS, readOptions } from './advanced-options.ts';
import { cleanPng } from './png.ts';

/** The greatest logo, in bytes. */
const MAX_LOGO_BYTES = 32_768;
const MAX_LOGO = Math.ceil(MAX_LOGO_BYTES / 3) * 4;
const MAX_COMMENT = 1_000;

/** The systems that clients are built for. */
export const BUILT_FOR: readonly Platform[] = [Platform.WINDOWS, Platform.MACOS, Platform.LINUX];

// It becomes the name of folders, services and menu entries, and stands in scripts: nothing in it means anything to a shell.
const PROGRAM_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,48}[\p{L}\p{M}\p{N}])?$/u;
const ALIAS_PATTERN = /^(?:[0-9A-Za-z._-]|\{host\}|\{id\})+$/;
const COLOR = /^#[0-9a-f]{6}$/;

const color = { message: 'must be a color such as #1f6feb' };

/** A text of several lines is plain where each of its lines is. */
function PlainLines(max: number): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'plainLines',
      target: target.constructor,
      propertyName: property as string,
      options: { message: `must be at most ${max} characters without control characters` },
      validator: {
        validate: (value: unknown) =>
          value == null || (typeof value === 'string' && value.length <= max && isPlain(value.replaceAll('\n', ' '))),
      },
    });
  };
}

function AdvancedOptions(): PropertyDecorator {
  const faultIn = (value: unknown): string | undefined => {
    if (typeof value !== 'string' || value.length > MAX_OPTIONS) return `must be at most ${MAX_OPTIONS} characters`;
    const read = readOptions(value);
    return 'fault' in read ? read.fault : undefined;
  };
  return (target, property) => {
    registerDecorator({
      name: 'advancedOptions',
      target: target.constructor,
      propertyName: property as string,
      validator: {
        validate: (value: unknown) => value == null || faultIn(value) === undefined,
        defaultMessage: args => faultIn(args?.value) ?? '',
      },
    });
  };
}

function Png(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'png',
      target: target.constructor,
      propertyName: property as string,
      options: { message: 'must be a PNG of at most 512 x 512 pixels and 32 KiB, not interlaced' },
      validator: {
        validate: (value: unknown) =>
          value == null ||
          value === '' ||
          (typeof value === 'string' &&
            value.length <= MAX_LOGO &&
            cleanPng(Buffer.from(value, 'base64')) !== undefined),
      },
    });
  };
}

@InputType({ description: 'What a custom client is to be. What is left out stays, or is as the description says.' })
export class CustomClientSettingsInput {
  @Field(() => String, {
    nullable: true,
    description:
      'What its users see it called: 1 to 50 letters, digits, spaces and `. _ -`, beginning and ending with a letter or digit. At first MyDesk.',
  })
  @Matches(PROGRAM_NAME, { message: 'must be 1 to 50 letters, digits, spaces and . _ -' })
  programName?: string | null;

  @Field(() => ConnectionType, { nullable: true, description: 'Which way it may connect; at first BOTH.' })
  @IsEnum(ConnectionType)
  connectionType?: ConnectionType | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes with an installer; at first it does.' })
  @IsBoolean()
  allowInstallation?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Windows: whether it is one for deployment (`_msi`).' })
  @IsBoolean()
  isMsi?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The alias of its clients: letters, digits and `. _ -`, with `{host}` for the host name and `{id}` for the number; at most 60 characters. Empty for none.',
  })
  @Matches(new RegExp(`^$|${ALIAS_PATTERN.source}`), { message: 'must be letters, digits, . _ - and {host} or {id}' })
  @MaxLength(60)
  aliasPattern?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Notes on it: at most ${MAX_COMMENT} characters. Empty for none.`,
  })
  @PlainLines(MAX_COMMENT)
  comment?: string | null;

  @Field(() => String, { nullable: true, description: 'The color of its background, `#rrggbb`.' })
  @Matches(COLOR, color)
  backgroundColor?: string | null;

  @Field(() => String, { nullable: true, description: 'The color of what stands out, `#rrggbb`.' })
  @Matches(COLOR, color)
  accentColor?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A PNG in base64: at most 512 x 512 pixels and 32 KiB, not interlaced. Empty for none.',
  })
  @Png()
  logo?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Advanced options: lines of \`key=value\`, at most ${MAX_OPTIONS} characters. \`_module=anydesk-<version>\` pins the module.`,
  })
  @AdvancedOptions()
  options?: string | null;
}

@InputType({ description: 'A custom client that is to be made and built.' })
export class CreateCustomClientInput extends KeyedInput {
  @Field(() => String, { description: 'What the account calls it: 1 to 100 characters.' })
  @PlainText(100, 1)
  name!: string;

  @Field(() => Platform, { description: 'What it is built for: WINDOWS, MACOS or LINUX.' })
  @IsIn(BUILT_FOR, { message: 'must be WINDOWS, MACOS or LINUX' })
  platform!: Platform;

  @Field(() => CustomClientSettingsInput, { description: 'What it is to be.' })
  @ValidateNested()
  settings!: CustomClientSettingsInput;
}

@InputType({ description: 'What is to be different about a custom client. What is left out stays.' })
export class UpdateCustomClientInput {
  @Field(() => ID, { description: 'Which custom client.' })
  @PlainText(100)
  id!: string;

  @Field(() => String, { nullable: true, description: 'What the account calls it: 1 to 100 characters.' })
  @PlainText(100, 1)
  name?: string | null;

  @Field(() => CustomClientSettingsInput, { nullable: true, description: 'What it is to be from now on.' })
  @ValidateNested()
  settings?: CustomClientSettingsInput | null;
}

@InputType({ description: 'A custom client that is to be made like another one, with a key of its own.' })
export class DuplicateCustomClientInput extends KeyedInput {
  @Field(() => ID, { description: 'Which custom client.' })
  @PlainText(100)
  id!: string;

  @Field(() => String, { description: 'What the account calls the new one: 1 to 100 characters.' })
  @PlainText(100, 1)
  name!: string;

  @Field(() => Platform, {
    nullable: true,
    description: 'What it is built for; the same as the other, where it is left out.',
  })
  @IsIn(BUILT_FOR, { message: 'must be WINDOWS, MACOS or LINUX' })
  platform?: Platform | null;
}
