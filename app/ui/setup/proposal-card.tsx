/** The proposed program: each number in a field of its own, its reason beneath. */
import { Banner, BlockStack, Button, Card, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris';
import type { Reason } from '#app/core/concept/propose.ts';
import { unitOf } from '#app/core/concept/round-numbers.ts';
import { type Admin, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { EditedNumber, ProposalState } from '#app/ui/setup/use-proposal.ts';
import { setupReasonTexts } from '#app/ui/texts/setup-reasons.ts';
import { setupTexts } from '#app/ui/texts/setup.ts';

const REWARDS = ['first-reward', 'first-amount'];
const VALIDITY = ['hold', 'expiry'];

export function ProposalCard({ proposal }: { proposal: ProposalState }) {
  const texts = useTexts(setupTexts).proposal;
  const { numbers, warnings, changed, onReset } = proposal;
  const isTier = ({ key }: EditedNumber) => key.startsWith('tier-');
  const others = [...REWARDS, ...VALIDITY];
  return (
    <Card>
      <BlockStack gap="500">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {texts.title}
            </Text>
            {changed ? (
              <Button variant="plain" onClick={onReset}>
                {texts.reset}
              </Button>
            ) : null}
          </InlineStack>
          <Text as="p" tone="subdued">
            {texts.body}
          </Text>
        </BlockStack>
        {warnings.map((warning) => (
          <Banner key={warning} tone="warning">
            <Text as="p">{texts.warnings[warning]}</Text>
          </Banner>
        ))}
        <Section
          title={texts.earning}
          proposal={proposal}
          numbers={numbers.filter((one) => !isTier(one) && !others.includes(one.key))}
        />
        <Section
          title={texts.rewards}
          proposal={proposal}
          numbers={numbers.filter(({ key }) => REWARDS.includes(key))}
        />
        <Section
          title={texts.tiers}
          help={texts.period(periodOf(proposal.reasons))}
          proposal={proposal}
          numbers={numbers.filter(isTier)}
        />
        <Section
          title={texts.validity}
          proposal={proposal}
          numbers={numbers.filter(({ key }) => VALIDITY.includes(key))}
        />
      </BlockStack>
    </Card>
  );
}

function periodOf(reasons: Reason[]): string {
  return String(reasons.find(({ at }) => at === 'tier-period')?.values.months ?? '');
}

type SectionProps = { title: string; help?: string; proposal: ProposalState; numbers: EditedNumber[] };

function Section({ title, help, proposal, numbers }: SectionProps) {
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {help ? (
        <Text as="p" tone="subdued">
          {help}
        </Text>
      ) : null}
      <InlineGrid columns={{ xs: 1, sm: 2, lg: 3 }} gap="400">
        {numbers.map((number) => (
          <NumberField key={number.key} number={number} proposal={proposal} />
        ))}
      </InlineGrid>
    </BlockStack>
  );
}

function NumberField({ number, proposal }: { number: EditedNumber; proposal: ProposalState }) {
  const admin = useAdmin();
  const texts = useTexts(setupTexts).proposal;
  const { names } = useTexts(setupReasonTexts);
  const why = useReasons(proposal.reasons, number.key);
  const money = number.kind === 'money';
  const unit = admin.format.money(unitOf(admin.currency).minor);
  const known = Object.entries(names).find(([key]) => key === number.key)?.[1];
  return (
    <TextField
      label={typeof known === 'function' ? known(unit) : (known ?? number.key)}
      autoComplete="off"
      inputMode={money ? 'decimal' : 'numeric'}
      value={number.value.replace('.', money ? admin.format.decimalMark : '.')}
      onChange={(text) => proposal.onNumber(number.key, text)}
      {...(money ? { suffix: admin.currency } : {})}
      {...(number.wrong ? { error: money ? texts.invalidMoney : texts.invalid } : {})}
      helpText={why.join(' ')}
    />
  );
}

/** The rewards beyond the first are explained beside it. */
function useReasons(reasons: Reason[], key: string): string[] {
  const admin = useAdmin();
  const sentences = useTexts(setupReasonTexts).reasons;
  const own = reasons.filter(({ at }) => at === key || (at === 'more-rewards' && key === 'first-amount'));
  return own.flatMap(({ code, values }) => {
    const always = code === 'tier-shipping' && values.fromMinor === 0;
    return sentences[always ? 'tier-shipping-always' : code]?.(said(values, admin)) ?? [];
  });
}

/** Names end with their unit: minor units are money, all else numbers. */
function said(values: Reason['values'], { format }: Admin): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, value];
      return name.endsWith('Minor')
        ? [name.slice(0, -'Minor'.length), format.money(value)]
        : [name, format.number(value)];
    }),
  );
}
