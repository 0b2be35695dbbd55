/** What came out of a try: totals under either program, who gains and loses, who moves between tiers. */
import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { MemberDifference } from '#app/core/simulation/compare-simulations.ts';
import type { SimulationView } from '#app/presenters/present-simulation.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { memberLabel, membersTexts } from '#app/ui/texts/members.ts';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

const MOST_SHOWN = 5;

type ResultProps = {
  result: NonNullable<SimulationView['result']>;
  people: SimulationView['people'];
  tierName: (id: string) => string;
};

export function TrialResult({ result, people, tierName }: ResultProps) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).trial;
  const { points } = useTexts(commonTexts);
  const { gaining, losing, same, missing } = result;
  return (
    <BlockStack gap="400">
      <Totals result={result} people={people} tierName={tierName} />
      <Text as="p">
        {texts.gaining(format.number(gaining))}, {texts.losing(format.number(losing))},{' '}
        {texts.same(format.number(same))}.
      </Text>
      {missing > 0 ? <Text as="p">{texts.missing(points(missing, format.number(missing)))}</Text> : null}
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {texts.moves}
        </Text>
        <TierMoves result={result} people={people} tierName={tierName} />
      </BlockStack>
      <Most title={texts.losers} list={result.mostLosing} people={people} />
      <Most title={texts.winners} list={result.mostGaining} people={people} />
    </BlockStack>
  );
}

/** How many move from where to where, and who they are. */
export function TierMoves({ result, people, tierName }: ResultProps) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).trial;
  const moves = Object.entries(result.moves);
  const nameOf = (id: string | null) => (id ? tierName(id) : texts.none);
  const alone = (id: string | null) => (id ? tierName(id) : texts.noneAlone);
  if (moves.length === 0) return <Text as="p">{texts.noMoves}</Text>;
  const all = moves.reduce((sum, [, count]) => sum + count, 0);
  return (
    <BlockStack gap="200">
      {moves.map(([move, count]) => {
        const [from = '', to = ''] = move.split('→');
        return (
          <Text as="p" key={move}>
            {texts.move(count, format.number(count), nameOf(from), nameOf(to))}
          </Text>
        );
      })}
      <BlockStack as="ul" gap="100">
        {result.moving.map((one) => (
          <PersonRow
            key={one.memberId}
            one={one}
            people={people}
            says={texts.moving(alone(one.tierBefore), alone(one.tierAfter))}
          />
        ))}
      </BlockStack>
      {all > result.moving.length ? (
        <Text as="p">{texts.movingMore(format.number(all - result.moving.length))}</Text>
      ) : null}
    </BlockStack>
  );
}

function Totals({ result, tierName }: ResultProps) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).trial;
  const { before, after, money } = result;
  const worth = (minor: number | null) => (minor === null ? texts.unpriced : format.money(minor));
  const tiers = [...new Set([...Object.keys(before.tiers), ...Object.keys(after.tiers)])].sort();
  const rows: [string, string, string][] = [
    [texts.earned, format.number(before.earned), format.number(after.earned)],
    [
      texts.held,
      format.number(before.available + before.pending),
      format.number(after.available + after.pending),
    ],
    [texts.cost, worth(money.before.costMinor), worth(money.after.costMinor)],
    [texts.liability, worth(money.before.liabilityMinor), worth(money.after.liabilityMinor)],
    ...(tiers.some((id) => id !== '') ? tiers : []).map((id): [string, string, string] => [
      id === '' ? texts.noTier : texts.tier(tierName(id)),
      format.number(before.tiers[id] ?? 0),
      format.number(after.tiers[id] ?? 0),
    ]),
  ];
  const cell = { padding: '6px 0 6px 12px', textAlign: 'end', verticalAlign: 'top' } as const;
  const head = { ...cell, paddingInlineStart: 0, textAlign: 'start', fontWeight: 'normal' } as const;
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse' }}>
      <thead>
        <tr>
          <th scope="col" style={head}>
            <Text as="span" variant="bodySm" tone="subdued">
              {texts.what}
            </Text>
          </th>
          {[texts.live, texts.draft].map((title) => (
            <th scope="col" key={title} style={cell}>
              <Text as="span" variant="bodySm" tone="subdued">
                {title}
              </Text>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, was, is]) => (
          <tr key={label}>
            <th scope="row" style={head}>
              <Text as="span">{label}</Text>
            </th>
            <td style={cell}>
              <Text as="span" numeric>
                {was}
              </Text>
            </td>
            <td style={cell}>
              <Text as="span" numeric fontWeight="semibold">
                {is}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Most({
  title,
  list,
  people,
}: { title: string; list: MemberDifference[] } & Pick<ResultProps, 'people'>) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).trial;
  if (list.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <BlockStack as="ul" gap="100">
        {list.slice(0, MOST_SHOWN).map((one) => (
          <PersonRow
            key={one.memberId}
            one={one}
            people={people}
            says={texts.points(format.number(one.earnedBefore), format.number(one.earnedAfter))}
          />
        ))}
      </BlockStack>
      {list.length > MOST_SHOWN ? (
        <Text as="p">{texts.movingMore(format.number(list.length - MOST_SHOWN))}</Text>
      ) : null}
    </BlockStack>
  );
}

function PersonRow({
  one,
  people,
  says,
}: {
  one: MemberDifference;
  people: ResultProps['people'];
  says: string;
}) {
  const texts = useTexts(membersTexts);
  const person = people[String(one.memberId)];
  const nobody = { displayName: null, email: null, customerId: null };
  return (
    <li style={{ listStyle: 'none' }}>
      <InlineStack align="space-between" gap="300">
        <Link url={`/app/members/${one.memberId}`}>{memberLabel(texts, person ?? nobody)}</Link>
        <Text as="span" numeric variant="bodySm">
          {says}
        </Text>
      </InlineStack>
    </li>
  );
}
