/** What staff ask, by route: each is asked by another shop's staff, and by nobody. A route that is missing here fails the proof. */
import { NEW_SURVEY } from '../../../app/core/surveys/survey.ts';
import type { Watched } from './watched.ts';

export type Question = {
  path: string;
  method?: string;
  body?: unknown;
  form?: Record<string, string>;
  may?: number[];
};

export const REFUSED = [400, 401, 403, 404, 405, 409, 410, 422];

/** Questions of staff by route; each is asked by the intruder's staff, and by nobody. */
export function staffQuestions(watched: Watched): Record<string, Question[]> {
  const { memberId, simulationId, privacyId, deliveryId, customerId, bystanderId, transferId } = watched;
  const config = { hold: { days: 5 } };
  const adjust = {
    points: '-7',
    reasonCode: 'goodwill',
    note: '',
    idempotencyKey: '0b7c8a52-8f0c-4a3e-9f0e-8d6f6a1f2c11',
  };
  const fact = (kind: string) => ({
    facts: [{ id: `f-${kind}`, kind, customerId, at: '2026-11-20T12:00:00Z' }],
  });
  return {
    app: [{ path: '/app' }, { path: `/app?shop=${watched.sandbox.shop}` }],
    'app._index': [{ path: '/app?index' }, { path: '/app.data' }],
    'app.activity': [
      { path: '/app/activity' },
      { path: '/app/activity.data?filter=attention' },
      { path: '/app/activity.data', form: { deliveryId } },
    ],
    'app.finance._index': ['liability', 'movements', 'redeemed'].map((report) => ({
      path: `/app/finance.data?report=${report}`,
    })),
    'app.finance.csv': [
      'movements',
      'movement-rows',
      'liability-rows',
      'redeemed',
      'redeemed-rows',
      'members',
    ].map((report) => ({ path: `/app/finance/csv?report=${report}` })),
    'app.members._index': [
      { path: '/app/members' },
      { path: '/app/members.data?q=Canaria' },
      { path: `/app/members.data?after=${memberId}` },
      { path: `/app/members.data?before=${memberId}` },
    ],
    'app.members.$memberId': [
      { path: `/app/members/${memberId}`, may: REFUSED },
      { path: `/app/members/${memberId}.data`, may: [...REFUSED] },
      { path: `/app/members/${memberId}.data`, form: adjust },
    ],
    'app.insights._index': [{ path: '/app/insights' }, { path: '/app/insights.data' }],
    'app.insights.csv': [
      { path: '/app/insights/csv?table=cohorts' },
      { path: '/app/insights/csv?table=bridge' },
    ],
    'app.api.levels': [
      { path: '/app/api/levels', body: { levels: null } },
      { path: '/app/api/levels', body: { try: [1, 2, 3] } },
    ],
    'app.mail': [
      { path: '/app/mail' },
      { path: '/app/mail.data?filter=sent' },
      { path: '/app/mail.data?filter=reports' },
      { path: '/app/mail.data?filter=stopped' },
      { path: '/app/mail.data?filter=stopped&search=canary@watched.example.com' },
    ],
    'app.api.mail-again': [{ path: '/app/api/mail-again', body: { id: 'watched-doubt' }, may: REFUSED }],
    'app.api.mail-release': [{ path: '/app/api/mail-release', body: { contactHash: 'watched-hash' } }],
    'app.api.mail-reports': [{ path: '/app/api/mail-reports', body: { renew: true } }],
    'app.settings.mail': [{ path: '/app/settings/mail' }, { path: '/app/settings/mail.data' }],
    'app.api.mail-preview': [{ path: '/app/api/mail-preview', body: { id: 'watched-mail' }, may: REFUSED }],
    'app.api.mail-secret': [{ path: '/app/api/mail-secret', body: { kind: 'smtp', value: 'secret' } }],
    'app.api.mail-test': [{ path: '/app/api/mail-test', body: { to: 'me@example.test' }, may: REFUSED }],
    'app.setup': [{ path: '/app/setup' }, { path: '/app/setup.data' }],
    'app.api.placement': [
      { path: '/app/api/placement' },
      { path: '/app/api/placement', body: { orderMinor: null } },
    ],
    'app.api.setup': [
      { path: '/app/api/setup' },
      { path: '/app/api/setup?find=a' },
      { path: '/app/api/setup', body: { config, past: { kind: 'all' }, testers: null } },
    ],
    'app.program._index': [{ path: '/app/program' }, { path: '/app/program.data' }],
    'app.program.$area': [{ path: '/app/program/earning' }, { path: '/app/program/rewards.data' }],
    'app.api.goods': [{ path: '/app/api/goods?products=1&variants=&collections=' }],
    'app.api.draft': [
      { path: '/app/api/draft' },
      { path: '/app/api/draft', body: { config, seen: 1 } },
      { path: '/app/api/draft', method: 'DELETE', body: {} },
    ],
    'app.api.facts': ['visit', 'review', 'tags'].map((kind) => ({
      path: '/app/api/facts',
      body: fact(kind),
    })),
    'app.api.history-import': [
      { path: '/app/api/history-import' },
      { path: '/app/api/history-import', body: {} },
    ],
    // The numbers may be those of customers whom the asker has heard of, too: then they are its own.
    'app.api.household': [
      {
        path: '/app/api/household',
        body: { join: true, customerId, withCustomerId: bystanderId },
      },
      { path: '/app/api/household', body: { leave: true, customerId } },
    ],
    'app.api.privacy': [
      { path: `/app/api/privacy?id=${privacyId}`, may: [404] },
      { path: '/app/api/privacy', body: { id: privacyId }, may: REFUSED },
    ],
    'app.api.program': [
      { path: '/app/api/program', body: { restore: 1 } },
      { path: '/app/api/program', body: { config } },
    ],
    'app.tasks': [{ path: '/app/tasks' }, { path: '/app/tasks.data?filter=done' }],
    'app.api.task': [
      { path: '/app/api/task', body: { key: 'watched-task', state: 'done' }, may: REFUSED },
      {
        path: '/app/api/task',
        body: { open: { kind: 'other', memberId, subject: '', dueAt: null } },
        may: REFUSED,
      },
    ],
    'app.api.costs': [
      { path: '/app/api/costs', body: { lines: '2027-03; Mine; 5' } },
      { path: '/app/api/costs', body: { lines: '2027-03; Canary' }, may: REFUSED },
    ],
    'app.api.margin': [
      { path: '/app/api/margin', body: { percent: 40 } },
      { path: '/app/api/margin', body: { percent: 99 }, may: REFUSED },
    ],
    'app.segments': [{ path: '/app/segments' }],
    'app.api.segment': [
      { path: '/app/api/segment', body: { remove: 'watched-segment', seen: 1 }, may: REFUSED },
    ],
    'app.api.segment-count': [
      {
        path: '/app/api/segment-count',
        body: { match: 'all', rules: [{ kind: 'orders', min: 0 }] },
      },
    ],
    'app.journeys._index': [{ path: '/app/journeys' }],
    'app.journeys.$journeyId': [
      { path: '/app/journeys/birthday' },
      { path: '/app/journeys/watched-journey', may: [404] },
    ],
    'app.api.journey': [
      { path: '/app/api/journey', body: { id: 'watched-journey', on: false, seen: 1 }, may: REFUSED },
      { path: '/app/api/journey', body: { id: 'watched-journey', reset: true, seen: 1 }, may: REFUSED },
    ],
    'app.api.journey-preview': [
      {
        path: '/app/api/journey-preview',
        body: { journey: { id: 'watched-journey' }, step: 'first' },
        may: REFUSED,
      },
    ],
    'app.surveys._index': [{ path: '/app/surveys' }, { path: '/app/surveys.data' }],
    'app.surveys.$surveyId': [
      { path: '/app/surveys/watched-survey', may: REFUSED },
      { path: '/app/surveys/watched-survey.data?filter=bad', may: REFUSED },
      { path: '/app/surveys/new.data' },
    ],
    'app.surveys.csv': ['answers', 'distribution', 'month', 'segment', 'product'].map((table) => ({
      path: `/app/surveys/csv?id=watched-survey&table=${table}`,
      may: REFUSED,
    })),
    'app.api.survey': [
      {
        path: '/app/api/survey',
        body: { id: 'watched-survey', seen: 1, survey: { ...NEW_SURVEY, name: 'Mine now' } },
        may: REFUSED,
      },
    ],
    'app.api.survey-ask': [
      { path: '/app/api/survey-ask', body: { id: 'watched-survey', segment: null }, may: REFUSED },
    ],
    'app.api.survey-answer': [
      {
        path: '/app/api/survey-answer',
        body: { id: 'watched-survey', memberId, occasion: 'watched', theme: 'Taken' },
        may: REFUSED,
      },
      {
        path: '/app/api/survey-answer',
        body: { id: 'watched-survey', to: { memberId, occasion: 'watched' }, texts: { en: 'Done' } },
        may: REFUSED,
      },
    ],
    'app.reviews': ['posts', 'reviews', 'apps'].flatMap((tab) => [
      { path: `/app/reviews?tab=${tab}` },
      { path: `/app/reviews.data?tab=${tab}` },
    ]),
    'app.api.post': [
      { path: '/app/api/post', body: { id: 'watched-post', do: 'approve' }, may: REFUSED },
      { path: '/app/api/post', body: { id: 'watched-done', do: 'undo' }, may: REFUSED },
    ],
    'app.api.review-source': [{ path: '/app/api/review-source', body: { app: 'judgeme', renew: true } }],
    'app.referrals': [{ path: '/app/referrals.data' }],
    'app.api.referral': [
      { path: '/app/api/referral', body: { id: 'a'.repeat(22), decision: null }, may: REFUSED },
    ],
    'app.api.reconcile': [{ path: '/app/api/reconcile' }, { path: '/app/api/reconcile', body: {} }],
    'app.api.simulation': [
      { path: `/app/api/simulation?id=${simulationId}` },
      { path: '/app/api/simulation' },
      { path: '/app/api/simulation', body: { config } },
    ],
    'app.api.versions': [{ path: '/app/api/versions?left=1&right=1' }],
    'app.api.audit': [{ path: '/app/api/audit', body: {} }],
    'app.api.job': [{ path: '/app/api/job', body: { id: transferId }, may: REFUSED }],
    'app.api.member': [{ path: `/app/api/member?id=${memberId}` }],
    'app.api.role': [{ path: '/app/api/role', body: { userId: '43', role: 'view' }, may: REFUSED }],
    'app.api.settings': [{ path: '/app/api/settings', body: { settings: {}, seen: 0 } }],
    'app.api.transfer-file': [{ path: `/app/api/transfer-file?id=${transferId}`, may: REFUSED }],
    'app.api.transfer-report': [{ path: `/app/api/transfer-report?id=${transferId}`, may: REFUSED }],
    'app.api.transfers': [
      { path: `/app/api/transfers?id=${transferId}`, may: REFUSED },
      { path: '/app/api/transfers', body: { id: transferId, step: 'undo' }, may: REFUSED },
    ],
    ...pages('app.health', '/app/health'),
    ...pages('app.members.bulk', '/app/members/bulk'),
    ...pages('app.members.export', '/app/members/export'),
    ...pages('app.members.import', '/app/members/import'),
    ...pages('app.settings._index', '/app/settings'),
    ...pages('app.settings.team', '/app/settings/team'),
    ...pages('app.settings.log', '/app/settings/log'),
  };
}

/** A page, and its data alone. */
function pages(route: string, path: string): Record<string, Question[]> {
  return { [route]: [{ path }, { path: `${path}.data` }] };
}
