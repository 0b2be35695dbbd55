/** The storefront beside the form: what a guest or a member reads, in a chosen language. */
import { BlockStack, Box, Card, InlineStack, Select, Text } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import type { Program } from '#app/core/program/program.ts';
import { pointsOfExample } from '#app/core/program/example-order.ts';
import { publicProgram } from '#app/core/program/public-program.ts';
import { SHOPPER_LANGUAGES, type ShopperLanguage } from '#app/core/shopper/languages.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { useLanguageName } from '#app/ui/program/form/list-fields.tsx';
import { shopWindow, type ShopWindow } from '#app/ui/program/preview/shop-window.ts';
import { previewTexts } from '#app/ui/texts/program-preview.ts';

const GUEST = 'guest';
const NO_TIER = 'none';
/** An amount that does not divide evenly, so that the rounding shows. */
const EXAMPLE = 4_990;

type PreviewProps = {
  program: Program;
  /** Whether the form holds something that cannot be read, so that this is an earlier state. */
  stale: boolean;
  today: string;
};

export function PreviewCard({ program, stale, today }: PreviewProps) {
  const { currency, format, language: admin } = useAdmin();
  const texts = useTexts(previewTexts);
  const [language, setLanguage] = useState<ShopperLanguage>(admin);
  const [visitor, setVisitor] = useState(NO_TIER);
  const tierId = program.tiers.list.find(({ id }) => id === visitor)?.id ?? null;
  const price = format.exponent === 0 ? EXAMPLE : EXAMPLE * 10 ** (format.exponent - 2);
  const seen = shopWindow(publicProgram(program, currency), {
    language,
    tierId,
    available: exampleBalance(program),
    earned: pointsOfExample(program, { priceMinor: price, currency, tierId, day: today }),
  });
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <Text as="p" tone="subdued">
            {stale ? texts.wrong : texts.intro}
          </Text>
        </BlockStack>
        <Choices
          program={program}
          language={language}
          visitor={visitor}
          onLanguage={setLanguage}
          onVisitor={setVisitor}
        />
        <div lang={language}>
          <BlockStack gap="300">
            <Frame label={texts.panel}>
              {visitor === GUEST ? <GuestPanel seen={seen} /> : <MemberPanel seen={seen} />}
              <Lists seen={seen} withAction={visitor !== GUEST} />
            </Frame>
            <Frame label={texts.product(format.money(price))}>
              <Text as="p">{seen.product}</Text>
            </Frame>
            <Frame label={texts.cart(format.money(price))}>
              <Text as="p" fontWeight="semibold">
                {seen.cart.title}
              </Text>
              {seen.cart.line ? <Text as="p">{seen.cart.line}</Text> : null}
            </Frame>
            {seen.tiers ? <TierTable tiers={seen.tiers} label={texts.tiers} /> : null}
          </BlockStack>
        </div>
      </BlockStack>
    </Card>
  );
}

/** Enough for the cheapest reward, so that a reward that can be redeemed is seen beside others. */
function exampleBalance({ rewards }: Program): number {
  const prices = rewards.filter(({ active }) => active).map(({ points }) => points);
  return prices.length === 0 ? 120 : Math.min(...prices);
}

function Choices({
  program,
  language,
  visitor,
  onLanguage,
  onVisitor,
}: {
  program: Program;
  language: ShopperLanguage;
  visitor: string;
  onLanguage: (language: ShopperLanguage) => void;
  onVisitor: (visitor: string) => void;
}) {
  const texts = useTexts(previewTexts);
  const named = useNamed();
  const nameOf = useLanguageName();
  return (
    <InlineStack gap="200">
      <Select
        label={texts.language}
        options={SHOPPER_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
        value={language}
        onChange={(chosen) => onLanguage(SHOPPER_LANGUAGES.find((one) => one === chosen) ?? 'en')}
      />
      <Select
        label={texts.tier}
        options={[
          { value: GUEST, label: texts.guest },
          { value: NO_TIER, label: texts.member },
          ...program.tiers.list.map(({ id, name }) => ({
            value: id,
            label: texts.memberOf(named(name, id)),
          })),
        ]}
        value={visitor}
        onChange={onVisitor}
      />
    </InlineStack>
  );
}

function Frame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Box padding="300" borderWidth="025" borderColor="border" borderRadius="200">
        <BlockStack gap="200">{children}</BlockStack>
      </Box>
    </BlockStack>
  );
}

function GuestPanel({ seen }: { seen: ShopWindow }) {
  return (
    <>
      <Text as="p" fontWeight="semibold">
        {seen.guest.title}
      </Text>
      <Text as="p">{seen.guest.lead}</Text>
    </>
  );
}

function MemberPanel({ seen: { panel } }: { seen: ShopWindow }) {
  return (
    <>
      <Text as="p" fontWeight="semibold">
        {panel.title}
      </Text>
      <Text as="p" variant="headingLg">
        {panel.balance}
      </Text>
      {panel.lines.map((line) => (
        <Text as="p" key={line}>
          {line}
        </Text>
      ))}
    </>
  );
}

function Lists({ seen, withAction }: { seen: ShopWindow; withAction: boolean }) {
  return (
    <>
      {seen.rewards.length > 0 ? (
        <Text as="p" fontWeight="semibold">
          {seen.rewardsTitle}
        </Text>
      ) : null}
      {seen.rewards.map(({ title, detail, action }, index) => (
        <InlineStack key={`${index} ${title}`} align="space-between" gap="200">
          <BlockStack>
            <Text as="span">{title}</Text>
            <Text as="span" variant="bodySm" tone="subdued">
              {detail}
            </Text>
          </BlockStack>
          {withAction ? (
            <Text as="span" variant="bodySm">
              {action}
            </Text>
          ) : null}
        </InlineStack>
      ))}
      {seen.ways.length > 0 ? (
        <Text as="p" fontWeight="semibold">
          {seen.earnTitle}
        </Text>
      ) : null}
      {seen.ways.map(({ title, limits, gives }, index) => (
        <InlineStack key={`${index} ${title}`} align="space-between" gap="200">
          <BlockStack>
            <Text as="span">{title}</Text>
            {limits ? (
              <Text as="span" variant="bodySm" tone="subdued">
                {limits}
              </Text>
            ) : null}
          </BlockStack>
          <Text as="span" fontWeight="semibold">
            {gives}
          </Text>
        </InlineStack>
      ))}
      <Text as="p" variant="bodySm" tone="subdued">
        {seen.hold}
      </Text>
    </>
  );
}

function TierTable({ tiers, label }: { tiers: NonNullable<ShopWindow['tiers']>; label: string }) {
  const cell = { padding: '6px 12px 6px 0', textAlign: 'start', verticalAlign: 'top' } as const;
  return (
    <Frame label={label}>
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={label}>
        <table style={{ borderCollapse: 'collapse', width: '100%' }}>
          <caption style={{ textAlign: 'start', fontWeight: 650 }}>{tiers.title}</caption>
          <thead>
            <tr>
              {tiers.heads.map((head) => (
                <th scope="col" key={head} style={cell}>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {head}
                  </Text>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tiers.rows.map(({ cells, own }, index) => (
              <tr key={index} aria-current={own ? 'true' : undefined}>
                {cells.map((text, column) => (
                  <td key={column} style={cell}>
                    <Text as="span" fontWeight={own ? 'semibold' : 'regular'}>
                      {text}
                    </Text>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Frame>
  );
}
