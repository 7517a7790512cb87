import { CONFIGURATION, newSigningKey, publicOf, signedText } from '../../test/account.ts';
import type { Policy } from '../policy/policy.ts';
import { Conduct } from './conduct.ts';
import type { Configuration, ConnectionType } from './configuration.ts';

describe('what a custom client may do', () => {
  const [own, next, strange] = [newSigningKey(), newSigningKey(), newSigningKey()];
  const identity = {
    server: 'https://p.example',
    clientId: '111111111',
    token: 't',
    hardwareId: 'h',
    keys: publicOf(own),
  };
  const configured = (connectionType: ConnectionType): Configuration => ({
    ...CONFIGURATION,
    connectionType,
    keys: publicOf(own),
  });
  const PEER = '222222222';

  const types: [type: ConnectionType, policy: ConnectionType | undefined, takes: boolean, starts: boolean][] = [
    ['BOTH', undefined, true, true],
    ['INCOMING', undefined, true, false],
    ['OUTGOING', undefined, false, true],
    ['BOTH', 'INCOMING', true, false],
    ['INCOMING', 'BOTH', true, false],
    ['INCOMING', 'OUTGOING', false, false],
  ];
  for (const [type, ConnectionType, takes, starts] of types) {
    it(`goes by its type ${type} and the policy ${ConnectionType ?? '(none)'}`, () => {
      const policy: Policy = ConnectionType ? { ConnectionType } : {};
      const conduct = new Conduct({ configuration: configured(type), policy });

      expect([conduct.mayTake(PEER), conduct.mayStart(PEER)]).toEqual([takes, starts]);
    });
  }

  it('is to deal with the peers of the policy only, by number or alias', () => {
    const conduct = new Conduct({ policy: { AllowedPeers: ['222222222', 'Desk@acme'] } });

    expect(conduct.mayTake('222222222', null)).toBeTrue();
    expect(conduct.mayTake('333333333', 'desk@ACME')).toBeTrue();
    expect(conduct.mayTake('333333333', null)).toBeFalse();
    expect(conduct.mayStart('desk@acme')).toBeTrue();
    expect(conduct.mayStart('333333333')).toBeFalse();
    expect(new Conduct({ policy: { AllowedPeers: [] } }).mayStart('222222222')).toBeFalse();
  });

  it('changes with a newer configuration, and so do the keys that it trusts', () => {
    const conduct = new Conduct({ configuration: configured('BOTH') });
    const text = signedText([own, next], { ...CONFIGURATION, version: 2, connectionType: 'INCOMING' });

    const changed = conduct.take(identity, text);

    expect(changed).toEqual({ ...identity, configuration: text, keys: publicOf(own, next) });
    expect(conduct.mayStart(PEER)).toBeFalse();
  });

  it('goes over from key to key, and then trusts the first no more', () => {
    const conduct = new Conduct();
    const second = conduct.take(identity, signedText([own, next], { ...CONFIGURATION, version: 2 }));
    const third = conduct.take(second ?? identity, signedText([next], { ...CONFIGURATION, version: 3 }));

    expect(third?.keys).toEqual(publicOf(next));
    expect(conduct.take(third ?? identity, signedText([own], { ...CONFIGURATION, version: 4 }))).toBeUndefined();
  });

  const refused: [what: string, text: unknown, policy?: Policy][] = [
    ['an older one', signedText([own], { ...CONFIGURATION, version: 4 })],
    ['one of another custom client', signedText([own], { ...CONFIGURATION, version: 6, customClient: 'x' })],
    ['one that a stranger signed', signedText([strange], { ...CONFIGURATION, version: 6 })],
    ['one that nobody signed', { ...CONFIGURATION, version: 6 }],
    ['no text', null],
    [
      'any, where the policy allows none',
      signedText([own], { ...CONFIGURATION, version: 6 }),
      { AllowRemoteConfiguration: false },
    ],
  ];
  for (const [what, text, policy = {}] of refused) {
    it(`does not change by ${what}`, () => {
      const conduct = new Conduct({ configuration: { ...configured('INCOMING'), version: 5 }, policy });

      expect(conduct.take(identity, text)).toBeUndefined();
      expect(conduct.configuration?.version).toBe(5);
    });
  }

  it('takes the version that it has once more', () => {
    const conduct = new Conduct({ configuration: { ...configured('BOTH'), version: 2 } });
    expect(conduct.take(identity, signedText([own], { ...CONFIGURATION, version: 2 }))).toBeDefined();
  });
});
