/** The store's memory between two starts: one file, written whole and put in place at once. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { emptyState, type StoreState } from './model.ts';

const QUIET_MS = 3_000;

/** Flags that make the state what it is; another set of them is another store. */
export type SnapshotKey = Record<string, string | boolean>;

type Stored = { format: 1; key: SnapshotKey; state: StoreState };

export function loadSnapshot(file: string): { key: SnapshotKey; state: StoreState } | undefined {
  if (!existsSync(file)) return undefined;
  const stored = deserialize(readFileSync(file)) as Stored;
  if (stored.format !== 1) return undefined;
  const state = { ...emptyState(), ...stored.state };
  for (const operation of state.bulkOperations.values()) {
    if (operation.status === 'RUNNING' || operation.status === 'CREATED') operation.status = 'FAILED';
  }
  return { key: stored.key, state };
}

export type SnapshotWriter = {
  changed: () => void;
  /** Writes now; the first call says that the store is complete, and nothing is written before it. */
  writeNow: () => void;
  /** Writes for the last time, if the store ever was complete. */
  finish: () => void;
};

/** Writes some quiet seconds after the last change, so that a busy store is not held up. */
export function makeSnapshotWriter(file: string, key: SnapshotKey, state: StoreState): SnapshotWriter {
  let timer: NodeJS.Timeout | undefined;
  let complete = false;
  const writeNow = () => {
    complete = true;
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(path.dirname(file), { recursive: true });
    const stored: Stored = { format: 1, key, state };
    writeFileSync(`${file}.new`, serialize(stored));
    renameSync(`${file}.new`, file);
  };
  return {
    changed: () => {
      if (!complete) return;
      clearTimeout(timer);
      timer = setTimeout(writeNow, QUIET_MS);
      timer.unref();
    },
    writeNow,
    finish: () => {
      if (complete) writeNow();
    },
  };
}
