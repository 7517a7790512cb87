import { Authorized, Field, FieldResolver, Float, ObjectType, Query, Resolver } from 'type-graphql';
import type { StockServer } from '../../core/settings/stock-settings.ts';
import { Right } from '../../core/viewer.ts';
import { configString, windowsFileName } from './config-string.ts';
import type { StockInstallers } from './stock-installer.ts';
import { STOCK_CLIENTS, WINDOWS } from './stock-client-source.ts';

@ObjectType({ description: 'A stock installer that the operator offers.', simpleResolvers: true })
export class StockInstallerType {
  @Field(() => String, { description: 'What it is of, as the operator called its file.' })
  name!: string;

  @Field(() => String, {
    description: 'What the download is called: by this name it configures itself when it is run.',
  })
  fileName!: string;

  @Field(() => Float, { description: 'Its size in bytes.' })
  sizeBytes!: number;

  @Field(() => String, {
    description: 'Its SHA-256, in hexadecimal digits: the same as that of the file its makers publish.',
  })
  sha256!: string;

  @Field(() => String, { description: "Where the account's own people download it, `/my/…`." })
  downloadUrl!: string;
}

@ObjectType({ description: 'How stock RustDesk clients are bound to this portal.' })
export class StockClient {
  @Field(() => String, {
    description: 'What a stock client of any system takes as its configuration: paste it under Settings, Network.',
  })
  configString!: string;
}

/** Stock clients: programs of others that report to this portal. */
@Resolver(() => StockClient)
export class StockClientResolver {
  constructor(
    private readonly server: StockServer,
    private readonly installers: StockInstallers,
  ) {}

  @Authorized(Right.FILES_READ)
  @Query(() => StockClient, { description: 'How stock RustDesk clients are bound to this portal.' })
  stockClient(): StockClient {
    return { configString: configString(this.server) };
  }

  @FieldResolver(() => StockInstallerType, {
    nullable: true,
    description: 'An installer for Windows that configures itself by its name; null where the operator offers none.',
  })
  async windowsInstaller(): Promise<StockInstallerType | null> {
    const [installer, fileName] = [await this.installers.windows(), windowsFileName(this.server)];
    if (!installer || !fileName) return null;
    const { name, sizeBytes, sha256 } = installer;
    return { name, fileName, sizeBytes, sha256, downloadUrl: `/my/${STOCK_CLIENTS}/${WINDOWS}` };
  }
}
