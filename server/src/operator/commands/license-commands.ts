import { changeLicense, type LicenseChange, limitsAs } from '../../license/license-changes.ts';
import { License } from '../../license/license.entity.ts';
import { noLicense } from '../../license/license.service.ts';
import { stateOf } from '../../license/license.type.ts';
import { nameFault } from '../../license/namespace/namespace-name.ts';
import { Product } from '../../license/product.ts';
import { EventType } from '../../events/event-type.ts';
import type { Call } from '../cli/call.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { UsageError } from '../cli/refusals.ts';
import { facts } from '../cli/shown.ts';
import type { Desk } from '../office.ts';
import { findAccount } from './find-account.ts';

const NO_LIMIT = 'unlimited';
const limit = (about: string) => ({ value: `COUNT|${NO_LIMIT}`, about });

/** What the operator does with licenses. */
export const LICENSE_COMMANDS: readonly Command[] = [
  {
    name: 'license show',
    about: 'show the license of an account; never its key',
    takes: ['ACCOUNT'],
    example: 'license show 123456789',
    run: async (call, office) => {
      const desk = await office.desk();
      return shownLicense(desk, (await findAccount(desk.db, call.at(0))).accountId);
    },
  },
  {
    name: 'license set',
    about: 'change the license of an account; what is not named stays as it is, and nothing is billed',
    takes: ['ACCOUNT'],
    options: {
      product: { value: 'PRODUCT', about: 'essentials, performance, power or enterprise, with its limits' },
      expires: { value: 'DATE', about: 'the first day (UTC) on which it no longer holds' },
      renews: { value: 'yes|no', about: 'whether it then goes on by an invoice' },
      trial: { value: 'yes|no', about: 'whether it is given for nothing, to try the portal' },
      'on-premises': { value: 'yes|no', about: "whether it is for a server of the customer's own" },
      'yearly-cents': { value: 'CENTS|list', about: 'what a year costs without tax; list: as the product' },
      'max-clients': limit('seats'),
      'max-sessions': limit('sessions at once'),
      'max-active-devices': limit('clients that may be in a session at once'),
      'max-session-seconds': limit('how long a session may last'),
      namespace: { value: 'NAME', about: 'give it a namespace, or change how many aliases it may hold' },
      'max-aliases': limit('aliases in that namespace; unlimited by default'),
    },
    example: 'license set 123456789 --product power --expires 2028-01-01 --max-clients 800',
    run: async (call, office) => set(call, await office.desk()),
  },
];

async function set(call: Call, desk: Desk): Promise<Outcome> {
  const { accountId } = await findAccount(desk.db, call.at(0));
  const [wanted, product, namespace] = [
    changeOf(call),
    call.choice('product', Object.values(Product)),
    namespaceOf(call),
  ];
  if (Object.keys(wanted).length === 0 && !product && !namespace) throw new UsageError('Say what is to be changed');

  const changed = await desk.ledger.write(accountId, async entry => {
    const license = await entry.sql.findOneBy(License, { accountId });
    if (!license) throw noLicense();
    const change = { ...(product && { product, nextProduct: null, ...limitsAs(license, product) }), ...wanted };
    if ((change.isTrial ?? license.isTrial) ? (change.renews ?? license.renews) : false) {
      throw new UsageError('A trial does not renew: say --renews no, or --trial no');
    }
    const fields: string[] = await changeLicense(entry, license, change, call.actor);
    if (!namespace) return fields;
    await desk.namespaces.give(entry, accountId, namespace.name, namespace.maxAliases);
    entry.append({ accountId, type: EventType.LICENSE_CHANGED, actor: call.actor, data: { changed: ['namespace'] } });
    return [...fields, 'namespace'];
  });
  const { json, text } = await shownLicense(desk, accountId);
  const said = changed.length > 0 ? `Changed: ${changed.join(', ')}` : 'Nothing had to be changed';
  return { json: { changed, license: json }, text: `${said}\n\n${text}` };
}

function changeOf(call: Call): LicenseChange {
  const change: Record<string, unknown> & Partial<Record<keyof LicenseChange, unknown>> = {
    expiresAt: call.day('expires'),
    renews: call.isYes('renews'),
    isTrial: call.isYes('trial'),
    isOnPremises: call.isYes('on-premises'),
    agreedYearlyCents: call.wholeOr('yearly-cents', 'list', 0),
    maxClients: call.wholeOr('max-clients', NO_LIMIT, 0),
    maxSessions: call.wholeOr('max-sessions', NO_LIMIT, 0),
    maxActiveDevices: call.wholeOr('max-active-devices', NO_LIMIT, 0),
    maxSessionLengthSeconds: call.wholeOr('max-session-seconds', NO_LIMIT, 1),
  };
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function namespaceOf(call: Call): { name: string; maxAliases: number | null } | undefined {
  const name = call.text('namespace');
  if (name === undefined) {
    if (call.has('max-aliases')) throw new UsageError('--max-aliases goes with --namespace');
    return undefined;
  }
  const fault = nameFault(name);
  if (fault) throw new UsageError(`--namespace: ${fault}`);
  return { name, maxAliases: call.wholeOr('max-aliases', NO_LIMIT, 0) ?? null };
}

async function shownLicense({ licenses, now }: Desk, accountId: string): Promise<Outcome> {
  const shown = await licenses.shown(accountId);
  const { keyEncrypted: _, ...license } = shown;
  const json = { ...license, state: stateOf(shown, now()) };
  return { json, text: facts(json) };
}
