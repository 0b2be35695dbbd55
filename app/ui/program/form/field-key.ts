/**
 * What a field of the program is called by the lists of words, wherever it stands: `earning.rules.0.points` in the form
 * and `earning.rules.orders.points` in a list of differences are both `rule.points`.
 */

/** Below these stand things with ids or places, or texts by language. */
const CONTAINERS =
  /^(earning\.rules|earning\.campaigns|rewards|offers|tiers\.list|pointsName|texts|people\.terms\.url)$|\.title$|^offers\.\*\.text$|^tiers\.list\.\*\.name$|(^|\.)caps$/;

const SHORTER: [RegExp, string][] = [
  [/^(?:.*\.)?(?:goods|exclude)\.(\w+)$/, 'goods.$1'],
  [/^(?:.*\.)?caps\.\*\.?(\w*)$/, 'caps.$1'],
  [/^earning\.rules\.\*/, 'rule'],
  [/^earning\.campaigns\.\*/, 'campaign'],
  [/^rewards\.\*/, 'reward'],
  [/^offers\.\*/, 'offer'],
  [/^tiers\.list\.\*/, 'tier'],
];

export function fieldKey(path: string): string {
  let pattern = '';
  for (const step of path.split('.')) {
    const name = CONTAINERS.test(pattern) && step !== '(order)' ? '*' : step;
    pattern = pattern === '' ? name : `${pattern}.${name}`;
  }
  for (const [long, short] of SHORTER) {
    if (long.test(pattern)) return pattern.replace(long, short).replace(/\.$/, '');
  }
  return pattern;
}

/** A word for a field; what campaigns share with rules is said once. */
export function wordFor(words: Record<string, string>, key: string): string | undefined {
  return words[key] ?? words[key.replace(/^campaign\./, 'rule.')];
}
