/** Who may import whom: the directions of the layout, each refusal with its remedy. */
import { importsOf, type Import, type Source } from './sources.ts';

type Rule = {
  /** Prefixes of paths that may be imported. */
  may: string[];
  /** Prefixes of which only types may be imported. */
  mayTypes?: string[];
  remedy: string;
};

const ENV = ['app/env.server.ts', 'app/log.ts'];

/** One rule per folder of `app/`. Files directly in `app/` are wiring: they tie the folders together. */
const RULES: Record<string, Rule> = {
  core: {
    may: ['app/core/'],
    remedy:
      'Core takes data and returns data: pass what it needs as an argument, or move the code to app/services.',
  },
  db: {
    may: ['app/core/', 'app/db/', ...ENV],
    remedy: 'Let a service call both, or move the shared type to app/core.',
  },
  shopify: {
    may: ['app/core/', 'app/shopify/', ...ENV],
    remedy: 'Let a service call both, or move the shared type to app/core.',
  },
  jobs: {
    may: ['app/core/', 'app/jobs/', ...ENV],
    remedy: 'Jobs know names and ids; app/worker.ts maps them to services.',
  },
  mail: {
    may: ['app/core/', 'app/mail/', ...ENV],
    remedy: 'Let a service load what the mail says and pass it in.',
  },
  services: {
    may: ['core', 'db', 'shopify', 'jobs', 'mail', 'services']
      .map((name) => `app/${name}/`)
      .concat('app/clock.ts', ENV),
    remedy: 'A service must not know screens or routes: return data and let the caller show it.',
  },
  presenters: {
    may: ['app/core/', 'app/db/', 'app/presenters/', 'app/clock.ts'],
    remedy: 'A presenter only reads: move what changes something to app/services.',
  },
  routes: {
    may: ['services', 'presenters', 'ui', 'core', 'routes']
      .map((name) => `app/${name}/`)
      .concat('app/shopify.server.ts', 'app/clock.ts', ...ENV),
    remedy: 'A route authenticates, parses and makes one call: move the rest to a service or a presenter.',
  },
  ui: {
    may: ['app/core/', 'app/ui/'],
    mayTypes: ['app/presenters/'],
    remedy: 'Components get props and never fetch: pass the data in from the route.',
  },
};

/** Packages of core: program, journeys and settings are schemas, and schemas are zod's; the calendar is Temporal's. */
const CORE_PACKAGES: Record<string, string[]> = {
  zod: [
    'app/core/program/',
    'app/core/journeys/journey.ts',
    'app/core/segments/rules.ts',
    'app/core/settings.ts',
  ],
  'temporal-polyfill': ['app/core/calendar.ts'],
};

export function checkDirections(sources: Source[]): string[] {
  return sources.flatMap(importsOf).flatMap((one) => {
    const problem = problemOf(one);
    return problem === null ? [] : [`${one.from} imports ${one.written}: ${problem}`];
  });
}

function problemOf(one: Import): string | null {
  if (one.isPackage) return packageProblem(one);
  const [top, layer] = one.from.split('/');
  if (one.to.startsWith('sandbox/') && top !== 'sandbox' && top !== 'tests') {
    return 'nothing depends on the sandbox. Move the shared code to where it is used.';
  }
  if (top === 'sandbox' && one.to.startsWith('app/')) {
    return 'the sandbox is a shop like any other and talks HTTP. Ask the app over its routes.';
  }
  if (top === 'extensions' && one.to.startsWith('app/') && !one.to.startsWith('app/core/')) {
    return 'extensions run in a browser. Only app/core is pure; move the shared code there.';
  }
  if (top !== 'app' || layer === undefined) return null;
  return relativeProblem(one) ?? layerProblem(one, layer);
}

function packageProblem(one: Import): string | null {
  if (/(\.test|-for-tests)\.ts$/.test(one.from)) return null;
  const allowed = CORE_PACKAGES[one.to] ?? [];
  if (one.from.startsWith('app/core/') && !allowed.some((place) => one.from.startsWith(place))) {
    return 'core uses no package (zod in app/core/program, app/core/journeys/journey.ts, app/core/segments/rules.ts and app/core/settings.ts, and temporal-polyfill in app/core/calendar.ts alone). Do it in a service, or write the few lines.';
  }
  if (one.to.startsWith('@prisma/') && one.from.startsWith('app/') && !one.from.startsWith('app/db/')) {
    return 'only app/db knows Prisma. Add a query there, named by its noun.';
  }
  return null;
}

function relativeProblem(one: Import): string | null {
  return one.written.startsWith('..')
    ? 'write imports across folders as #app/…, so that files can move.'
    : null;
}

function layerProblem(one: Import, layer: string): string | null {
  const rule = RULES[layer];
  if (one.from.split('/').length < 3) return null;
  if (rule === undefined)
    return `app/${layer} has no rule. Add one to tests/support/architecture/directions.ts.`;
  if (rule.may.some((prefix) => one.to.startsWith(prefix))) return null;
  if (one.isTypeOnly && rule.mayTypes?.some((prefix) => one.to.startsWith(prefix))) return null;
  return `app/${layer} may import only ${rule.may.join(', ')}. ${rule.remedy}`;
}
