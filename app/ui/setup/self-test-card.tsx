/** The self-test and what it found, line by line. */
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { Check, SelfTest } from '#app/core/rehearse.ts';
import { type Admin, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { setupAfterTexts } from '#app/ui/texts/setup-after.ts';

type Line = { key: string; state: 'passed' | 'failed' | 'note'; text: string; problem: string | null };
type Words = (typeof setupAfterTexts)['en']['test'];

type SelfTestCardProps = {
  result: SelfTest | null;
  refusal: string | null;
  running: boolean;
  onRun: () => void;
};

export function SelfTestCard({ result, refusal, running, onRun }: SelfTestCardProps) {
  const admin = useAdmin();
  const texts = useTexts(setupAfterTexts).test;
  return (
    <Card>
      <BlockStack gap="400" inlineAlign="start">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <Text as="p" tone="subdued">
            {texts.body}
          </Text>
        </BlockStack>
        {refusal ? (
          <Text as="p" tone="critical">
            {refusal}
          </Text>
        ) : null}
        {result ? <Lines lines={linesOf(result, admin, texts)} /> : null}
        <Button loading={running} onClick={onRun}>
          {result ? texts.again : texts.run}
        </Button>
      </BlockStack>
    </Card>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const texts = useTexts(setupAfterTexts).test;
  return (
    <BlockStack as="ul" gap="200">
      {lines.map((line) => (
        <li key={line.key} style={{ listStyle: 'none' }}>
          <InlineStack gap="200" blockAlign="center">
            <Badge tone={line.state === 'note' ? 'info' : line.state === 'passed' ? 'success' : 'critical'}>
              {texts[line.state]}
            </Badge>
            <Text as="span">{line.text}</Text>
            {line.problem ? (
              <Text as="span" tone="subdued" breakWord>
                {line.problem}
              </Text>
            ) : null}
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}

function linesOf(result: SelfTest, { format }: Admin, texts: Words): Line[] {
  const { rehearsal, heardAt, orderMinor } = result;
  const money = format.money(orderMinor);
  const plain = (key: string, passed: boolean, text: string): Line => ({
    key,
    state: passed ? 'passed' : 'failed',
    text,
    problem: null,
  });
  const live = (key: 'access' | 'metafield' | 'discount', check: Check): Line => ({
    key,
    state: check.state,
    text: texts[key],
    problem: check.problem,
  });
  const reward =
    rehearsal.orders === null || rehearsal.rewardPoints === null
      ? texts.noReward
      : texts.reward(format.number(rehearsal.rewardPoints), format.number(rehearsal.orders));
  return [
    plain(
      'order',
      rehearsal.points > 0,
      rehearsal.points > 0 ? texts.order(money, format.number(rehearsal.points)) : texts.noPoints(money),
    ),
    plain('reward', rehearsal.orders !== null, reward),
    plain('books', rehearsal.booksHold, texts.books),
    live('access', result.access),
    live('metafield', result.metafield),
    live('discount', result.discount),
    {
      key: 'heard',
      state: heardAt === null ? 'note' : 'passed',
      text: heardAt === null ? texts.silent : texts.heard(format.dateTime(heardAt)),
      problem: null,
    },
  ];
}
