/**
 * Statements that a migration of a released app must not hold: they lock a table while traffic waits, or break the release
 * that still runs beside the new one. docs/operations.md says what to write instead.
 */
import type { Source } from './sources.ts';

type Ban = { pattern: RegExp; remedy: string };

/** The migration of the first release: made on empty databases, it may do anything. */
export const FIRST_RELEASE = '20261122120000_books';

const BANS: Ban[] = [
  {
    pattern: /ALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b/i,
    remedy: 'rewrites the table: add a column of the new type, fill it, read it, drop the old one later.',
  },
  {
    pattern:
      /ADD\s+COLUMN\s+(?:(?!,\s*(?:ADD|DROP|ALTER)\b)(?!DEFAULT)[^;])*?\bNOT\s+NULL\b(?![^;,]*\bDEFAULT\b)/i,
    remedy: 'fails on rows that are there, or for the release that still runs: give a DEFAULT.',
  },
  {
    pattern: /ALTER\s+COLUMN\s+\S+\s+SET\s+NOT\s+NULL\b/i,
    remedy:
      'reads the whole table under a lock: add a CHECK … NOT VALID, then VALIDATE it in a migration of its own.',
  },
  {
    pattern: /CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY\b)/i,
    remedy: 'keeps writers waiting: CREATE INDEX CONCURRENTLY, alone in a migration of its own.',
  },
  {
    pattern: /DROP\s+INDEX\s+(?!CONCURRENTLY\b)/i,
    remedy: 'waits for everybody: DROP INDEX CONCURRENTLY, alone in a migration of its own.',
  },
  {
    pattern: /\bRENAME\s+(?:COLUMN|TO|CONSTRAINT)\b/i,
    remedy:
      'breaks the release that still runs: add the new name, copy, and drop the old one a release later.',
  },
  {
    pattern: /\bDROP\s+(?:COLUMN|TABLE)\b(?![^;]*--\s*contract:)/i,
    remedy:
      'is for a release after the one that stopped using it: say which, as `-- contract: unused since VERSION`.',
  },
  {
    pattern: /ADD\s+CONSTRAINT\s+\S+\s+(?:CHECK|FOREIGN\s+KEY)\b(?![^;]*\bNOT\s+VALID\b)/i,
    remedy: 'reads the whole table under a lock: NOT VALID here, VALIDATE CONSTRAINT in the next migration.',
  },
  { pattern: /\b(?:TRUNCATE|LOCK\s+TABLE|VACUUM\s+FULL|CLUSTER)\b/i, remedy: 'stops all traffic.' },
  {
    pattern: /\bUPDATE\s+"?\w+"?\s+SET\b(?![^;]*\bLIMIT\b)/i,
    remedy: 'touches every row in one transaction: fill in batches by a job.',
  },
];

export function checkMigrationRules(migrations: Source[]): string[] {
  return migrations
    .filter(({ path }) => !path.includes(FIRST_RELEASE))
    .flatMap(({ path, text }) => [...problemsOf(path, text), ...mixed(path, text)]);
}

function problemsOf(path: string, text: string): string[] {
  const created = new Set([...text.matchAll(/CREATE\s+TABLE\s+"?(\w+)"?/gi)].map(([, name = '']) => name));
  return statementsOf(text).flatMap((statement) => {
    // A table that the same migration makes is empty, and nobody uses it yet.
    const table = /(?:\bON|ALTER\s+TABLE(?:\s+ONLY)?)\s+"?(\w+)"?/i.exec(statement)?.[1] ?? '';
    if (created.has(table)) return [];
    return BANS.filter(({ pattern }) => pattern.test(statement)).map(
      ({ remedy }) => `${path}: \`${statement.replace(/\s+/g, ' ').trim().slice(0, 90)}\` ${remedy}`,
    );
  });
}

/** Several statements in one file are sent as one transaction, and CONCURRENTLY cannot run in one. */
function mixed(path: string, text: string): string[] {
  const statements = statementsOf(text);
  return statements.length > 1 && statements.some((one) => /\bCONCURRENTLY\b/i.test(one))
    ? [`${path}: CONCURRENTLY needs a migration of its own.`]
    : [];
}

/** As decision 005 has it, no semicolon stands within a statement. */
function statementsOf(text: string): string[] {
  return text
    .split(';')
    .filter((one) => one.replace(/--.*$/gm, '').trim() !== '')
    .map((one) => one.replace(/--(?!\s*contract:).*$/gm, ''));
}
