/** The data of both pages that bring a CSV in: the list of runs, or one of them with the beginning of its file. */
import { presentRun } from '#app/presenters/present-run.ts';
import { presentTransfers } from '#app/presenters/present-transfers.ts';
import { ROWS_MAX } from '#app/services/import-rows.ts';
import { peekUpload } from '#app/services/peek-upload.ts';
import { UPLOAD_BYTES_MAX } from '#app/services/take-upload.ts';

const MEGABYTE = 1024 * 1024;

export async function loadRuns(shop: string, kind: 'import' | 'bulk', request: Request) {
  const id = new URL(request.url).searchParams.get('run');
  const limits = { megabytes: UPLOAD_BYTES_MAX[kind] / MEGABYTE, rows: ROWS_MAX[kind] };
  if (!id) return { kind, limits, runs: await presentTransfers(shop, [kind]), run: null, firstRows: [] };
  const run = await presentRun(shop, id);
  if (run?.kind !== kind) throw new Response(null, { status: 404 });
  return { kind, limits, runs: [], run, firstRows: await peekUpload(shop, id) };
}
