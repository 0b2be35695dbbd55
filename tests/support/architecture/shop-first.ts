/** Every table and every unique index starts with the shop, so that the data can be spread by shop. */
import type { Source } from './sources.ts';

const REMEDY = 'put the shop first, so that the data can be spread by shop and no two shops can collide.';

export function checkPrismaSchema(text: string): string[] {
  const models = [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  return models.flatMap(([, name = '', body = '']) => {
    const keys = [...body.matchAll(/^\s*@@id\((?:fields: )?\[(\w+)/gm)].map(([, first]) => first);
    const single = [...body.matchAll(/^\s*(\w+)\s.*\s@id\b/gm)].map(([, field]) => field);
    const uniques = [...body.matchAll(/^\s*@@unique\((?:fields: )?\[(\w+)/gm)].map(([, first]) => first);
    const loose = [...body.matchAll(/^\s*(\w+)\s.*\s@unique\b/gm)].map(([, field]) => field);
    const found = [...keys, ...single];
    return [
      ...(found.length === 1 && found[0] === 'shop'
        ? []
        : [`model ${name}: its key starts with ${found[0] ?? 'nothing'}: ${REMEDY}`]),
      ...[...uniques, ...loose]
        .filter((first) => first !== 'shop')
        .map((first) => `model ${name}: a unique index starts with ${first}: ${REMEDY}`),
    ];
  });
}

const UNIQUE_INDEX = /CREATE\s+UNIQUE\s+INDEX[^(;]*\(\s*"?(\w+)"?/gi;
const KEY = /\bPRIMARY\s+KEY\b(?:\s*\(\s*"?(\w+)"?)?/gi;
const CONSTRAINT = /\bUNIQUE\b(?!\s+INDEX)(?:[^(,;]*\(\s*"?(\w+)"?)?/gi;

export function checkMigrations(migrations: Source[]): string[] {
  return migrations.flatMap(({ path, text }) => {
    const sql = text.replace(/--.*$/gm, '');
    return [UNIQUE_INDEX, KEY, CONSTRAINT].flatMap((pattern) =>
      [...sql.matchAll(pattern)]
        .filter(([, first]) => first !== 'shop')
        .map(([written]) => `${path}: \`${written.replace(/\s+/g, ' ').slice(0, 90)}\`: ${REMEDY}`),
    );
  });
}
