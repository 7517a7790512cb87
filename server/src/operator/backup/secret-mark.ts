import { Secrets } from '../../core/secrets/secrets.ts';

/** By what a secret is known again. It tells nothing of the secret. */
export const markOf = (secret: string): string => new Secrets(secret).keyedHash('backup', 'mark').toString('hex');
