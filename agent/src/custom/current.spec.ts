import { CONFIGURATION, newSigningKey, publicOf, signedText } from '../../test/account.ts';
import { readConfiguration } from './configuration.ts';
import { currentConfiguration } from './current.ts';
import type { Package } from './package.ts';
import { Tampered } from './tampered.ts';

describe('what a custom client goes by', () => {
  const [own, next, strange] = [newSigningKey(), newSigningKey(), newSigningKey()];
  const identity = { server: 'https://p.example', clientId: '111111111', token: 't', hardwareId: 'h' };
  const versioned = (version: number, ...keys: (typeof own)[]) => signedText(keys, { ...CONFIGURATION, version });
  const pack = (text: string, key: typeof own): Package => ({
    folder: '/opt/acme',
    text,
    configuration: readConfiguration(text, publicOf(key)),
  });

  it('is its package, before it has enrolled', () => {
    expect(currentConfiguration(undefined, pack(versioned(1, own), own))?.version).toBe(1);
    expect(currentConfiguration(undefined, undefined)).toBeUndefined();
  });

  it('is the newer of what it came with and what it was sent', () => {
    const sent = { ...identity, keys: publicOf(own), configuration: versioned(2, own) };

    expect(currentConfiguration(sent, pack(versioned(1, own), own))?.version).toBe(2);
    expect(currentConfiguration(sent, pack(versioned(3, own), own))?.version).toBe(3);
    expect(currentConfiguration(sent, undefined)?.version).toBe(2);
  });

  it('is what it was sent, once its account has retired the key of the package', () => {
    const sent = { ...identity, keys: publicOf(next), configuration: versioned(2, next) };
    expect(currentConfiguration(sent, pack(versioned(1, own), own))?.version).toBe(2);
  });

  it('is nothing by keys that it has not pinned, whatever comes with them', () => {
    const enrolled = { ...identity, keys: publicOf(own) };

    expect(() => currentConfiguration(enrolled, pack(versioned(9, strange), strange))).toThrowError(Tampered);
    expect(() => currentConfiguration({ ...enrolled, configuration: versioned(2, strange) }, undefined)).toThrowError(
      Tampered,
    );
  });
});
