import { isTokenSecret, newTokenSecret } from './token-secret.ts';

describe('the secret of an API token', () => {
  it('can be told from anything else by its beginning and its check digits', () => {
    for (let i = 0; i < 200; i++) {
      const secret = newTokenSecret();
      expect(secret).toMatch(/^mdp_[0-9A-Za-z]{49}$/);
      expect(isTokenSecret(secret)).toBeTrue();
    }
  });

  it('is another each time', () => {
    expect(new Set(Array.from({ length: 100 }, newTokenSecret)).size).toBe(100);
  });

  it('is none with any one character changed, left out or added', () => {
    const secret = newTokenSecret();
    for (let i = 0; i < secret.length; i++) {
      const other = secret[i] === 'x' ? 'y' : 'x';
      expect(isTokenSecret(secret.slice(0, i) + other + secret.slice(i + 1))).toBeFalse();
      expect(isTokenSecret(secret.slice(0, i) + secret.slice(i + 1))).toBeFalse();
    }
    for (const other of ['', `${secret}0`, `${secret}\n`, ` ${secret}`, secret.toUpperCase()]) {
      expect(isTokenSecret(other)).toBeFalse();
    }
  });
});
