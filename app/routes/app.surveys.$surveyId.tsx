/** One survey: its results with the answers behind them, and its form; `new` is one that is just being written. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { ANSWER_FILTERS, type AnswerFilter } from '#app/core/surveys/survey.ts';
import { presentSurvey, type SurveyQuery } from '#app/presenters/present-survey.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { keepsWhenRefused } from '#app/ui/settings/use-settings-saving.ts';
import { SurveyPage, type SurveyTab } from '#app/ui/surveys/survey-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export const shouldRevalidate = keepsWhenRefused;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const id = params.surveyId === 'new' ? null : (params.surveyId ?? '');
  const view = await presentSurvey(shop, id, readQuery(new URL(request.url).searchParams));
  if (!view) throw new Response(null, { status: 404 });
  return view;
}

export default function SurveyRoute() {
  const view = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { filter, theme, before } = readQuery(params);
  const tab: SurveyTab = view.id === null || params.get('view') === 'form' ? 'form' : 'results';
  return (
    <SurveyPage
      key={view.id ?? 'new'}
      view={view}
      tab={tab}
      query={{ filter, theme }}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      onTab={(chosen) => setParams(chosen === 'form' ? { view: 'form' } : {})}
      onFilter={(chosen: AnswerFilter, about: string | null) =>
        setParams(
          { filter: chosen, ...(about === null ? {} : { theme: about }) },
          { preventScrollReset: true },
        )
      }
    />
  );
}

function readQuery(params: URLSearchParams): SurveyQuery {
  const asked = params.get('filter');
  return {
    filter: ANSWER_FILTERS.find((one) => one === asked) ?? 'all',
    theme: params.get('theme'),
    before: params.get('before'),
  };
}
