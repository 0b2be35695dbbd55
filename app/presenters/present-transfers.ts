/** Exports and imports as pages show them: where each stands, how far it is, what became of it. */
import { listProblems, type ReportRow } from '#app/db/transfer-rows.ts';
import { listTransfers, findTransfer, type Transfer, type TransferKind } from '#app/db/transfers.ts';

const SHOWN = 20;

export type TransferView = {
  id: string;
  kind: TransferKind;
  state: Transfer['state'];
  fileName: string;
  bytes: number;
  done: number;
  total: number;
  createdAt: string;
  finishedAt: string | null;
  /** Until when the file is kept; null when it is gone. */
  expiresAt: string | null;
  /** Why it stopped, with what the sentence needs. */
  refusal: { code: string; details: Record<string, string | number> } | null;
  summary: Record<string, unknown>;
};

export async function presentTransfers(shop: string, kinds: TransferKind[]): Promise<TransferView[]> {
  const transfers = await listTransfers(shop, kinds, SHOWN);
  return transfers.filter(({ state }) => state !== 'uploading' && state !== 'discarded').map(viewTransfer);
}

export async function presentTransfer(shop: string, id: string): Promise<TransferView | undefined> {
  const transfer = await findTransfer(shop, id);
  return transfer && viewTransfer(transfer);
}

export function viewTransfer(transfer: Transfer): TransferView {
  const { id, kind, state, fileName, bytes, done, total, createdAt, finishedAt, expiresAt } = transfer;
  const { refusal, ...summary } = transfer.summary;
  return {
    ...{ id, kind, state, fileName, bytes, done, total, summary },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    refusal: transfer.error === null ? null : refusalOf(transfer.error, refusal),
  };
}

function refusalOf(code: string, refusal: unknown): TransferView['refusal'] {
  const told = typeof refusal === 'object' && refusal !== null ? Object.entries(refusal) : [];
  const details = told.filter((entry): entry is [string, string | number] => entry[0] !== 'code');
  return { code, details: Object.fromEntries(details) };
}

/** @returns undefined when the shop has no such import. */
export async function presentReport(
  shop: string,
  id: string,
): Promise<AsyncGenerator<ReportRow[]> | undefined> {
  const transfer = await findTransfer(shop, id);
  return transfer && transfer.kind !== 'export' ? listProblems(shop, id) : undefined;
}
