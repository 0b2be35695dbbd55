/** One area of the program: its form, whose changes go into the draft. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { Program } from '#app/core/program/program.ts';
import type { DraftView } from '#app/presenters/present-draft.ts';
import { type EditorView, presentEditor } from '#app/presenters/present-editor.ts';
import { presentOffers } from '#app/presenters/present-offers.ts';
import { useGoodsNames } from '#app/ui/program/use-goods-names.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { AreaPage, type SavingProps } from '#app/ui/program/area-page.tsx';
import { type Area, isArea } from '#app/ui/program/areas/area.ts';
import { changedAreas, takeArea } from '#app/ui/program/areas/merge.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const CHANGED_MEANWHILE = 'draft-changed';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  if (!isArea(params.area)) throw new Response(null, { status: 404 });
  const [view, offers] = await Promise.all([
    presentEditor(shop),
    params.area === 'offers' ? presentOffers(shop) : null,
  ]);
  return { area: params.area, view, offers };
}

/** A refusal has changed nothing: the form keeps what was typed. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs): boolean {
  return (change.actionStatus ?? 200) < 400 && change.defaultShouldRevalidate;
}

export default function ProgramAreaRoute() {
  const { area, view, offers } = useLoaderData<typeof loader>();
  const base = view.draft?.config ?? view.program.program;
  const { saving, onSave } = useSaving(area, view, base);
  return (
    <AreaPage
      area={area}
      view={view}
      offers={offers}
      goodsNames={useGoodsNames(base)}
      saving={saving}
      onSave={onSave}
    />
  );
}

/**
 * Saves the whole draft over the revision that was seen. When somebody else was faster, her areas are taken over and mine is
 * saved again; only if she changed the same area, I am asked.
 */
function useSaving(
  area: Area,
  view: EditorView,
  base: Program,
): { saving: SavingProps; onSave: (program: Program) => void } {
  const save = useJson<{ revision: number }>('draft');
  const theirs = useFetcher<DraftView | null>();
  const mine = useRef<Program | null>(null);
  useToast(save.done, useTexts(programTexts).saved);
  const overtaken = save.code === CHANGED_MEANWHILE && !save.busy;
  const { load, data, state } = theirs;
  useEffect(() => {
    if (overtaken) load('/app/api/draft');
  }, [overtaken, load]);
  const other = overtaken && state === 'idle' ? (data ?? null) : null;
  const clashes = other !== null && changedAreas(base, other.config).has(area);
  const put = (draft: DraftView) => {
    if (mine.current) save.send({ config: takeArea(draft.config, mine.current, area), seen: draft.revision });
  };
  const put_ = useRef(put);
  put_.current = put;
  useEffect(() => {
    if (other && !clashes) put_.current(other);
  }, [other, clashes]);
  return {
    saving: {
      busy: save.busy || (overtaken && !clashes),
      refusal: overtaken ? null : save.refusal,
      conflict: clashes ? other : null,
      onKeepMine: () => {
        if (other) put(other);
      },
      onTakeTheirs: () => window.location.reload(),
    },
    onSave: (program) => {
      mine.current = program;
      save.send({ config: program, seen: view.draft?.revision ?? 0 });
    },
  };
}
