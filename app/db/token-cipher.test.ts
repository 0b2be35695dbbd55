import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { provideDatabaseUrl } from '#app/env.server.ts';
import { seal, unseal } from '#app/db/token-cipher.ts';

const OLD = 'an old key of more than 32 characters';
const NEW = 'a new key of more than 32 characters!';

/** The environment is read anew after it was changed. */
function withKeys(key: string | undefined, previous: string | undefined): void {
  for (const [name, value] of [
    ['TREUWERK_TOKEN_KEY', key],
    ['TREUWERK_TOKEN_KEY_PREVIOUS', previous],
  ] as const) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  provideDatabaseUrl('postgresql://127.0.0.1:1/none');
}

afterEach(() => withKeys(undefined, undefined));

test('what is sealed opens at its place, says nothing of itself, and is never the same twice', () => {
  const texts = ['shpat_0123456789abcdef', '', 'ü'.repeat(5_000), randomBytes(64).toString('hex')];
  for (const text of texts) {
    const sealed = seal(text, 'here');
    expect(unseal(sealed, 'here')).toBe(text);
    if (text !== '') expect(sealed).not.toContain(text.slice(0, 12));
    expect(seal(text, 'here')).not.toBe(sealed);
  }
});

test('what is sealed opens at no other place', () => {
  expect(unseal(seal('shpat_1', 'one.myshopify.com'), 'two.myshopify.com')).toBeUndefined();
});

test('any change of a single character keeps it shut', () => {
  const sealed = seal('shpat_0123456789', 'here');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = `${sealed.slice(0, index)}${sealed[index] === 'A' ? 'B' : 'A'}${sealed.slice(index + 1)}`;
    // The last character of base64 may hold bits that mean nothing; a broken beginning is no sealed text at all.
    const opened = unseal(changed, 'here');
    if (index < sealed.length - 1)
      expect(opened === undefined || opened === changed, `at ${index}`).toBe(true);
  }
  for (let length = 4; length < sealed.length; length += 1)
    expect(unseal(sealed.slice(0, length), 'here')).toBeUndefined();
});

test('a text from before there was a seal is itself', () => {
  expect(unseal('shpat_plain', 'here')).toBe('shpat_plain');
});

test('a key can be set, changed and taken away without losing what the one before has sealed', () => {
  withKeys(undefined, undefined);
  const bySecret = seal('first', 'here');
  withKeys(OLD, undefined);
  expect(unseal(bySecret, 'here')).toBe('first');
  const byOld = seal('second', 'here');
  withKeys(NEW, OLD);
  expect(unseal(byOld, 'here')).toBe('second');
  expect(seal('third', 'here').split('.')[1]).not.toBe(byOld.split('.')[1]);
  withKeys(NEW, undefined);
  expect(unseal(byOld, 'here')).toBeUndefined();
});
