/** Rules on single files: no clock in core, one reader of the environment, sizes, names, marks of unfinished work. */
import type { Source } from './sources.ts';

type Ban = { pattern: RegExp; remedy: string };

const LINES_MAX = 400;
const WEBHOOK_ROUTE_LINES_MAX = 25;
const HEADERLESS_LINES_MAX = 15;

const IMPURE: Ban[] = [
  { pattern: /\bDate\.now\(/, remedy: 'take `now` as an argument.' },
  { pattern: /\bnew Date\(\s*\)/, remedy: 'take `now` as an argument.' },
  { pattern: /\bperformance\.now\(/, remedy: 'take `now` as an argument.' },
  { pattern: /\bMath\.random\(/, remedy: 'take a `seed` as an argument.' },
  { pattern: /\brandomUUID\(/, remedy: 'take the id as an argument.' },
  {
    pattern: /\bprocess\./,
    remedy: 'take the value as an argument; app/env.server.ts reads the environment.',
  },
  { pattern: /\bfetch\(/, remedy: 'let a service ask and pass the answer in.' },
  { pattern: /\bsetTimeout\(/, remedy: 'waiting is for jobs; say when something is due instead.' },
];

/** Written in parts, so that this file passes its own check. */
const MARKS: Ban[] = [
  {
    pattern: new RegExp(`\\b(${'TO'}DO|${'FIX'}ME)\\b`),
    remedy: 'do it now, or open an issue and take the note out.',
  },
  {
    pattern: new RegExp(`\\b(test|it|describe)\\.${'on'}ly\\(`),
    remedy: 'run one test from the command line instead.',
  },
  { pattern: new RegExp(`@ts-${'(ignore|expect-error|nocheck)'}`), remedy: 'mend the type.' },
  {
    pattern: new RegExp(`eslint-${'disable'}`),
    remedy: 'follow the rule, or change it for everybody in eslint.config.js.',
  },
  { pattern: new RegExp(`\\bas ${'any'}\\b`), remedy: 'use `unknown` and narrow it.' },
];

export function checkPureCore(sources: Source[]): string[] {
  return banned(
    sources.filter(({ path }) => path.startsWith('app/core/') && !isTest(path)),
    IMPURE,
  );
}

export function checkEnvironment(sources: Source[]): string[] {
  const remedy = 'add the variable to the schema of app/env.server.ts and call env().';
  return banned(
    sources.filter(({ path }) => path.startsWith('app/') && path !== 'app/env.server.ts' && !isTest(path)),
    [{ pattern: /\bprocess\.env\b/, remedy }],
  );
}

export function checkMarks(sources: Source[]): string[] {
  return banned(sources, MARKS);
}

export function checkSizes(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    const isWebhookRoute = /^app\/routes\/webhooks.*\.tsx?$/.test(path);
    if (isWebhookRoute && lines > WEBHOOK_ROUTE_LINES_MAX) {
      return [`${path} has ${lines} lines: a webhook route stores and answers. Move the rest to a service.`];
    }
    return lines > LINES_MAX
      ? [`${path} has ${lines} lines, at most ${LINES_MAX}: give each of its subjects a file of its own.`]
      : [];
  });
}

/** File routes are named by their address, so they are left out. */
export function checkNames(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !path.startsWith('app/routes/'))
    .filter(({ path }) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(path.split('/').at(-1) ?? ''))
    .map(({ path }) => `${path}: name files in kebab-case.`);
}

/** A test owns what the file beside it owns, a tool's configuration says itself what it is, a few lines need no title. */
export function checkHeaders(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !/\.(test|config)\.tsx?$/.test(path))
    .filter(({ text }) => text.split('\n').length > HEADERLESS_LINES_MAX && !/^(#!.*\n)?\s*\/[*/]/.test(text))
    .map(({ path }) => `${path} has no header: say in a comment on its first line what the file owns.`);
}

function banned(sources: Source[], bans: Ban[]): string[] {
  return sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        bans
          .filter(({ pattern }) => pattern.test(line))
          .map(({ remedy }) => `${path}:${index + 1} has \`${line.trim().slice(0, 80)}\`: ${remedy}`),
      ),
  );
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}
