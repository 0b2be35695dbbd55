/** Staff move an import on: check the file, start, go on after a stop, take it back, throw the file away. */
import { now } from '#app/clock.ts';
import type { StaffDeedName } from '#app/core/team/deeds.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import {
  dropParts,
  findSameFile,
  findTransfer,
  moveTransfer,
  type Transfer,
  type TransferState,
} from '#app/db/transfers.ts';
import { findObstacles } from '#app/db/whole-export.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { isComplete, rowSetup, setupChange } from '#app/services/row-setup.ts';
import { whatStandsAgainst } from '#app/services/undo-restore.ts';

export const TRANSFER_STEPS = ['check', 'start', 'undo', 'discard'] as const;
export type TransferStep = (typeof TRANSFER_STEPS)[number];

export type SteerCommand = { shop: string; actor: string; id: string; step: TransferStep; setup?: unknown };

export async function steerTransfer(command: SteerCommand): Promise<Result<{ state: TransferState }>> {
  const { shop, id, step } = command;
  return transaction(async (tx) => {
    const transfer = await findTransfer(shop, id, tx);
    if (!transfer || transfer.kind === 'export') return rejected('transfer-unknown');
    switch (step) {
      case 'check':
        return check(tx, command, transfer);
      case 'start':
        return start(tx, command, transfer);
      case 'undo':
        return undo(tx, command, transfer);
      case 'discard':
        return discard(tx, transfer);
    }
  }).catch((error: unknown) => {
    // The index `transfers_writing` lets one run at a time write to a shop's books.
    if (error instanceof Error && 'constraint' in error && error.constraint === 'transfers_writing')
      return rejected('transfer-busy');
    throw error;
  });
}

/** Looks through a CSV as staff say it is to be read. */
async function check(tx: Transaction, command: SteerCommand, transfer: Transfer) {
  const { kind } = transfer;
  const change = setupChange.safeParse(command.setup ?? {});
  if (!change.success || (kind !== 'import' && kind !== 'bulk')) return rejected('request-invalid');
  if (transfer.startedAt !== null || transfer.expiresAt === null) return rejected('transfer-moved-on');
  const setup = { ...rowSetup.parse(transfer.setup), ...change.data };
  if (!isComplete(setup, kind)) return rejected('mapping-incomplete');
  const same = await findSameFile(transfer);
  const summary = same ? { sameFile: same.toISOString() } : {};
  const from: TransferState[] = ['uploaded', 'checked', 'failed'];
  if (
    !(await moveTransfer(tx, transfer, from, 'checking', { setup, summary, done: 0, total: 0, error: null }))
  )
    return rejected('transfer-moved-on');
  await enqueue(tx, 'run-transfer', { shop: transfer.shop, id: transfer.id }, `${transfer.id}:check`);
  return ok({ state: 'checking' as const });
}

/** A file that is read row by row is looked at first; a stopped run goes on with the row after the last one written. */
async function start(tx: Transaction, command: SteerCommand, transfer: Transfer) {
  const isWhole = transfer.kind === 'restore';
  if (isWhole && (await findObstacles(tx, transfer.shop)).length > 0) return rejected('shop-not-empty');
  const from: TransferState[] = isWhole ? ['uploaded', 'failed'] : ['checked', 'failed'];
  // What has failed before it was begun is looked at anew.
  const isStopped = transfer.state === 'failed' && (isWhole || transfer.startedAt !== null);
  if (transfer.state === 'failed' && (!isStopped || transfer.expiresAt === null))
    return rejected('transfer-moved-on');
  return moveOn(tx, command, transfer, from, 'running', isWhole ? 'import-started' : startDeed(transfer));
}

function startDeed({ kind }: Transfer): StaffDeedName {
  return kind === 'bulk' ? 'bulk-started' : 'import-started';
}

async function undo(tx: Transaction, command: SteerCommand, transfer: Transfer) {
  if (transfer.kind === 'restore' && transfer.state === 'done') {
    const against = await whatStandsAgainst(tx, transfer);
    if (against.length > 0) return rejected('import-built-upon');
  }
  if (transfer.startedAt === null) return rejected('transfer-moved-on');
  const from: TransferState[] = transfer.kind === 'restore' ? ['done'] : ['done', 'failed'];
  const deed = transfer.kind === 'bulk' ? 'bulk-undone' : 'import-undone';
  return moveOn(tx, command, transfer, from, 'undoing', deed);
}

async function discard(tx: Transaction, transfer: Transfer): Promise<Result<{ state: TransferState }>> {
  // What has written something is taken back instead.
  const written = transfer.startedAt !== null && transfer.kind !== 'restore';
  if (written || !(await moveTransfer(tx, transfer, ['uploaded', 'checked', 'failed'], 'discarded')))
    return rejected('transfer-moved-on');
  await dropParts(tx, transfer);
  return ok({ state: 'discarded' });
}

async function moveOn(
  tx: Transaction,
  { shop, actor, id, step }: SteerCommand,
  transfer: Transfer,
  from: TransferState[],
  to: TransferState,
  deed: StaffDeedName,
): Promise<Result<{ state: TransferState }>> {
  if (!(await moveTransfer(tx, transfer, from, to, { error: null }))) return rejected('transfer-moved-on');
  await noteDeed(tx, { shop, actor, deed, subject: `transfer:${id}` }, now());
  await enqueue(tx, 'run-transfer', { shop, id }, `${id}:${step}`);
  return ok({ state: to });
}
