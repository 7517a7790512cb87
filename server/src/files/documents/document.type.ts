import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** What a document is about. */
export enum DocumentKind {
  HELP = 'HELP',
  API_GUIDE = 'API_GUIDE',
  REST_API = 'REST_API',
  DEVICE_PROTOCOL = 'DEVICE_PROTOCOL',
  CUSTOM_CLIENTS = 'CUSTOM_CLIENTS',
  GROUP_POLICY = 'GROUP_POLICY',
  GROUP_POLICY_TEMPLATES = 'GROUP_POLICY_TEMPLATES',
  APPLIANCE_GUIDE = 'APPLIANCE_GUIDE',
  APPLIANCE_INSTALLER = 'APPLIANCE_INSTALLER',
}

registerEnumType(DocumentKind, {
  name: 'DocumentKind',
  description: 'What a document is about.',
  valuesConfig: {
    HELP: { description: 'What the pages show, and what to do when something does not work.' },
    API_GUIDE: { description: 'How to use the GraphQL API.' },
    REST_API: { description: 'The addresses beside GraphQL.' },
    DEVICE_PROTOCOL: { description: 'How a program is a device.' },
    CUSTOM_CLIENTS: { description: 'What of a custom client is signed, and what that protects.' },
    GROUP_POLICY: { description: "The agent's managed settings." },
    GROUP_POLICY_TEMPLATES: { description: 'The templates for them (ADMX and ADML), as a zip.' },
    APPLIANCE_GUIDE: { description: 'On-premises: how to install a portal of your own.' },
    APPLIANCE_INSTALLER: { description: 'On-premises: the installer of it, as a .tar.gz.' },
  },
});

/** What form a document has. */
export enum DocumentFormat {
  HTML = 'HTML',
  ZIP = 'ZIP',
  TAR_GZ = 'TAR_GZ',
}

registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: 'What form a document has.',
  valuesConfig: {
    HTML: { description: 'One page that needs nothing else: it can be read offline.' },
    ZIP: { description: 'A zip archive.' },
    TAR_GZ: { description: 'A packed tar archive.' },
  },
});

@ObjectType({ description: 'Something to read, or to install by hand.', simpleResolvers: true })
export class Document {
  @Field(() => ID)
  id!: string;

  @Field(() => DocumentKind, { description: 'What it is about.' })
  kind!: DocumentKind;

  @Field(() => DocumentFormat, { description: 'What form it has.' })
  format!: DocumentFormat;

  @Field(() => String, { description: 'Its language, `en` or `de`.' })
  language!: string;

  @Field(() => String, {
    description:
      'Its address, `/my/documents/…`: it opens for who is signed in to the account, or has an API token of it.',
  })
  url!: string;
}
