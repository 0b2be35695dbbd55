/** The facts behind a verdict in one sentence. */
import type { HealthView } from '#app/core/health/health-view.ts';
import type { CheckName } from '#app/core/health/judge-health.ts';
import type { Format } from '#app/ui/admin/format.ts';
import type { HealthTexts } from '#app/ui/texts/health.ts';

export function tellCheck(name: CheckName, view: HealthView, texts: HealthTexts, format: Format): string {
  const { facts } = texts;
  const number = format.number;
  const since = (ms: number) => texts.span(Math.round(ms / 1_000), number);
  switch (name) {
    case 'database':
      return facts.database(number(Math.round(view.databaseMs)));
    case 'access': {
      if (view.accessLostAt) return facts.accessLost(format.dateTime(view.accessLostAt));
      return view.tokenEndsAt ? facts.access(format.dateTime(view.tokenEndsAt)) : facts.accessForEver;
    }
    case 'scopes':
      return view.missingScopes.length === 0 ? facts.scopes : view.missingScopes.join(', ');
    case 'apiVersion':
      return facts.apiVersion(view.apiVersion, format.date(view.apiSupportedUntil));
    case 'webhooks': {
      const last = view.topics
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1);
      return last === undefined ? facts.silent : facts.heard(format.dateTime(last));
    }
    case 'inbox': {
      const { open, oldestMs, parked, failed } = view.inbox;
      return facts.inbox(number(open), since(oldestMs), number(parked), number(failed));
    }
    case 'jobs': {
      const failed = view.jobs.filter(({ state }) => state === 'failed').length;
      return facts.jobs(number(view.jobs.length - failed), number(failed));
    }
    case 'loops':
      return view.loops.length === 0
        ? facts.noLoops
        : facts.loops(number(view.loops.length), since(Math.max(...view.loops.map(({ idleMs }) => idleMs))));
    case 'standings':
      return facts.standings(number(view.standings.stale), number(view.standings.refused));
    case 'redemptions':
      return facts.redemptions(number(view.redemptionsStuck));
    case 'throttle': {
      if (!view.throttle) return facts.noThrottle;
      const { available, maximum, restoreRate, waiting } = view.throttle;
      return facts.throttle(number(available), number(maximum), number(restoreRate), number(waiting));
    }
    case 'drift': {
      if (!view.drift) return facts.noDrift;
      const { finishedAt, checked, found, error } = view.drift;
      const told = facts.drift(format.dateTime(finishedAt), number(checked), number(found));
      return error === null ? told : `${told} ${error}`;
    }
    case 'books': {
      if (!view.books) return facts.noBooks;
      const { at, members, entries, violations, first } = view.books;
      const told = facts.books(format.dateTime(at), number(members), number(entries), number(violations));
      return first === null ? told : `${told} ${first}`;
    }
  }
}
