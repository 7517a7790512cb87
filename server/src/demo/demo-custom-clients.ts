import { DEMO_EMAIL, DEMO_PASSWORD } from './demo-accounts.ts';

const HELP = { programName: 'Northwind Help', accentColor: '#2f4bc4' };
const CUSTOM_CLIENTS = [
  { name: 'Quick Support for Windows', platform: 'WINDOWS', settings: HELP },
  { name: 'Quick Support for macOS', platform: 'MACOS', settings: HELP },
  {
    name: 'Loading bay terminals',
    platform: 'LINUX',
    settings: { ...HELP, connectionType: 'INCOMING', aliasPattern: '{host}', comment: 'Nobody starts sessions there' },
  },
  {
    name: 'Field service notebooks',
    platform: 'WINDOWS',
    settings: { ...HELP, isMsi: true, options: '_module=anydesk-8.0.6', backgroundColor: '#f4f6fb' },
  },
];

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
const LIST = '{ customClients(first: 1) { nodes { id } } }';
const CREATE = 'mutation ($input: CreateCustomClientInput!) { createCustomClient(input: $input) { id } }';

interface Answer {
  readonly data?: { readonly customClients?: { readonly nodes: readonly unknown[] } } | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Makes the demo's custom clients as its owner would: by the API, so that each is really built. Where there are some
 * already, they stay as they are.
 *
 * @param url the portal's own address
 */
export async function makeCustomClients(url: string): Promise<void> {
  let cookie = '';
  const send = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify({ query, variables }),
    });
    cookie ||= response.headers
      .getSetCookie()
      .map(text => text.split(';', 1)[0])
      .join('; ');
    const answer = (await response.json()) as Answer;
    if (answer.errors?.[0]) throw new Error(answer.errors[0].message);
    return answer;
  };

  await send(SIGN_IN, { input: { email: DEMO_EMAIL, password: DEMO_PASSWORD } });
  const { data } = await send(LIST);
  if (data?.customClients?.nodes.length !== 0) return;
  for (const input of CUSTOM_CLIENTS) await send(CREATE, { input });
}
