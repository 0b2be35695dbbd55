/** When her points expire, and what brings new ones. */
import type { PublicProgram, PublicWay } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';
import {
  dateText,
  moneyText,
  numberText,
  ownLanguage,
  ownText,
  pointsText,
  say,
} from '../../shared/words.ts';

export function Lots({ program, standing }: { program: PublicProgram; standing: Standing }) {
  if (standing.lots.length === 0) return null;
  return (
    <s-section heading={say(program, 'lots.title')}>
      <s-unordered-list>
        {standing.lots.map(({ points, expiresAt, more }, index) => (
          <s-list-item key={index}>
            {expiresAt === null
              ? say(program, 'lots.never', { points: pointsText(program, points) })
              : say(program, more ? 'lots.later' : 'lots.on', {
                  points: pointsText(program, points),
                  date: dateText(expiresAt),
                })}
          </s-list-item>
        ))}
      </s-unordered-list>
    </s-section>
  );
}

/** What every order brings is the rate of her tier. */
export function Ways({ program, standing }: { program: PublicProgram; standing: Standing }) {
  const tier = program.tiers.find(({ id }) => id === standing.tier?.id);
  const hers = (way: PublicWay) =>
    way.kind === 'order' && way.rate && tier ? { ...way, rate: tier.rate } : way;
  if (program.ways.length === 0) return null;
  return (
    <s-section heading={ownText(program, 'earnTitle') ?? say(program, 'ways.title')}>
      <s-unordered-list>
        {program.ways.map((way) => (
          <s-list-item key={way.id}>
            <s-stack gap="small-200">
              <s-text type="strong">{ownLanguage(way.title) ?? way.id}</s-text>
              <s-text color="subdued">{wayFacts(program, hers(way)).join(' · ')}</s-text>
            </s-stack>
          </s-list-item>
        ))}
      </s-unordered-list>
    </s-section>
  );
}

function wayFacts(program: PublicProgram, way: PublicWay): string[] {
  const { points, rate, factorThousandths, from, until, tiers } = way;
  const names = program.tiers
    .filter(({ id }) => tiers?.includes(id))
    .map((tier) => ownLanguage(tier.names) ?? tier.id);
  return [
    points === null ? '' : pointsText(program, points),
    rate === null
      ? ''
      : say(program, 'ways.rate', {
          points: pointsText(program, rate.points),
          amount: moneyText(program, rate.perMinor),
        }),
    factorThousandths === null
      ? ''
      : say(program, 'ways.factor', { factor: numberText(factorThousandths / 1000) }),
    from === null ? '' : say(program, 'ways.from', { date: dateText(from) }),
    until === null ? '' : say(program, 'ways.until', { date: dateText(until) }),
    names.length === 0 ? '' : say(program, 'ways.tiers', { tiers: names.join(', ') }),
  ].filter((text) => text !== '');
}
