/**
 * The backup's file: lines of JSON, gzipped, and sealed with a passphrase if there is one. What was cut off or changed
 * anywhere is noticed before its reader has come to the end.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream, createWriteStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { type Duplex, PassThrough, pipeline, type Readable, type Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const OPEN = 'TREUWERK-BACKUP-1 open\n';
const SEALED = 'TREUWERK-BACKUP-1 seal\n';
const [SALT_BYTES, NONCE_BYTES, TAG_BYTES] = [16, 12, 16];

export type BackupWriter = { line: (value: unknown) => Promise<void>; end: () => Promise<void> };

/** The last line says what all lines before it add up to. */
type Sum = { sha256: string };

export async function writeBackup(file: string, passphrase: string | undefined): Promise<BackupWriter> {
  const out = createWriteStream(file, { mode: 0o600 });
  const gzip = createGzip({ level: 6 });
  const broken = new Promise<never>((_, reject) => {
    for (const one of [out, gzip]) one.once('error', reject);
  });
  broken.catch(() => {});
  const seal = passphrase === undefined ? undefined : openSeal(passphrase);
  out.write(seal ? Buffer.concat([Buffer.from(SEALED), seal.salt, seal.nonce]) : OPEN);
  const last: Transform = seal?.cipher ?? new PassThrough();
  gzip.pipe(last).pipe(out, { end: false });
  const hash = createHash('sha256');
  const put = async (text: string) => {
    if (!gzip.write(text))
      await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), broken]);
  };
  return {
    line: async (value) => {
      const text = `${JSON.stringify(value)}\n`;
      hash.update(text);
      await put(text);
    },
    end: async () => {
      await put(`${JSON.stringify({ sha256: hash.digest('hex') } satisfies Sum)}\n`);
      const through = finished(last);
      gzip.end();
      await Promise.race([through, broken]);
      out.end(seal?.cipher.getAuthTag());
      await Promise.race([finished(out), broken]);
    },
  };
}

/** The lines of a backup. @throws when it is not one, was changed, was cut off, or the passphrase is another. */
export async function* readBackup(file: string, passphrase: string | undefined): AsyncGenerator<unknown> {
  const gunzip = createGunzip();
  // An error anywhere on the way ends the last stream with it, and so the loop below.
  pipeline([...openBackup(file, passphrase), gunzip], () => {});
  const hash = createHash('sha256');
  let held: string | undefined;
  for await (const line of linesOf(gunzip)) {
    if (held !== undefined) {
      hash.update(`${held}\n`);
      yield JSON.parse(held);
    }
    held = line;
  }
  const sum = held === undefined ? undefined : (JSON.parse(held) as Partial<Sum>);
  if (sum?.sha256 !== hash.digest('hex')) throw new Error('The backup is not whole.');
}

async function* linesOf(stream: Readable): AsyncGenerator<string> {
  const text = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of stream) {
      const lines = (rest + text.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    throw new Error('The backup cannot be read: it was damaged, or the passphrase is another.');
  }
}

function openBackup(file: string, passphrase: string | undefined): (Readable | Duplex)[] {
  const size = statSync(file).size;
  const head = readBytes(file, 0, Math.min(size, OPEN.length + SALT_BYTES + NONCE_BYTES));
  const magic = head.subarray(0, OPEN.length).toString();
  if (magic === OPEN) return [createReadStream(file, { start: OPEN.length })];
  if (magic !== SEALED) throw new Error('This file is not a backup of Treuwerk.');
  if (passphrase === undefined) throw new Error('The backup is sealed: set TREUWERK_BACKUP_KEY.');
  const salt = head.subarray(OPEN.length, OPEN.length + SALT_BYTES);
  const nonce = head.subarray(OPEN.length + SALT_BYTES);
  const start = OPEN.length + SALT_BYTES + NONCE_BYTES;
  if (size < start + TAG_BYTES) throw new Error('The backup is not whole.');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce);
  decipher.setAuthTag(readBytes(file, size - TAG_BYTES, TAG_BYTES));
  return [createReadStream(file, { start, end: size - TAG_BYTES - 1 }), decipher];
}

function openSeal(passphrase: string) {
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)];
  return { salt, nonce, cipher: createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce) };
}

function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase, salt, 32);
}

function readBytes(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, length, position);
  } finally {
    closeSync(handle);
  }
  return bytes;
}
