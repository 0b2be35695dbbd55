/** The list of runs with the upload, or one run: which of them the address says. */
import { useLoaderData, useNavigate } from '@remix-run/react';
import type { RunView } from '#app/presenters/present-run.ts';
import type { TransferView } from '#app/presenters/present-transfers.ts';
import { RunPage } from '#app/ui/transfers/run-page.tsx';
import { RunsPage } from '#app/ui/transfers/runs-page.tsx';

export type RunsData = {
  kind: 'import' | 'bulk';
  limits: { megabytes: number; rows: number };
  runs: TransferView[];
  run: RunView | null;
  firstRows: string[][];
};

export function TransfersRoute() {
  const { kind, limits, runs, run, firstRows } = useLoaderData<RunsData>();
  const navigate = useNavigate();
  const address = `/app/members/${kind}`;
  if (run) return <RunPage key={`${run.id}:${run.state}`} run={run} firstRows={firstRows} back={address} />;
  return (
    <RunsPage kind={kind} limits={limits} runs={runs} onUploaded={(id) => navigate(`${address}?run=${id}`)} />
  );
}
