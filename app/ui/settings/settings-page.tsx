/** What the shop sets beside its program: brand, languages, sender, and how long things are kept. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Card, FormLayout, Link, Page, Text, TextField } from '@shopify/polaris';
import type { SettingsView } from '#app/presenters/present-settings.ts';
import { Annotated } from '#app/ui/admin/annotated.tsx';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { BrandCard } from '#app/ui/settings/brand-card.tsx';
import { GoalsCard, isGoal } from '#app/ui/settings/goals-card.tsx';
import { LanguagesCard } from '#app/ui/settings/languages-card.tsx';
import {
  Refusal,
  SettingsBar,
  type SettingsFields,
  useSettingsForm,
} from '#app/ui/settings/settings-form.tsx';
import type { SettingsSaving } from '#app/ui/settings/use-settings-saving.ts';
import { compassTexts } from '#app/ui/texts/compass.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

export function SettingsPage({ view, saving }: { view: SettingsView; saving: SettingsSaving }) {
  const texts = useTexts(settingsTexts);
  const form = useSettingsForm(view.settings);
  const { brand, sender, retention } = form.fields.settings;
  const problems = {
    accent: isColour(brand.accent) ? undefined : texts.brand.accentWrong,
    replyTo: sender.replyTo !== null && !isMail(sender.replyTo) ? texts.sender.replyToWrong : undefined,
    fileDays: isDays(retention.fileDays) ? undefined : texts.privacy.fileDaysWrong,
  };
  const goals = useTexts(compassTexts).settings;
  const valid =
    Object.values(problems).every((one) => one === undefined) &&
    Object.values(form.fields.settings.goals).every(isGoal);
  return (
    <Page
      title={texts.title}
      secondaryActions={[
        { content: texts.team.title, url: '/app/settings/team' },
        { content: texts.log.title, url: '/app/settings/log' },
      ]}
    >
      <TitleBar title={texts.title} />
      <SettingsBar id="settings-bar" form={form} saving={saving} valid={valid} />
      <BlockStack gap="600">
        <Refusal text={saving.refusal} />
        <Annotated title={texts.brand.title} about={texts.brand.about}>
          <BrandCard {...form.fields} problem={problems.accent} />
        </Annotated>
        <Annotated title={texts.languages.title} about={texts.languages.about}>
          <LanguagesCard {...form.fields} />
        </Annotated>
        <Annotated title={texts.shop.title} about={texts.shop.about}>
          <ShopCard view={view} />
        </Annotated>
        <Annotated title={texts.sender.title} about={texts.sender.about}>
          <SenderCard {...form.fields} shopName={view.shop.name} problem={problems.replyTo} />
        </Annotated>
        <Annotated title={goals.title} about={goals.about}>
          <GoalsCard {...form.fields} />
        </Annotated>
        <Annotated title={texts.privacy.title} about={texts.privacy.about}>
          <PrivacyCard {...form.fields} inboxDays={view.inboxDays} problem={problems.fileDays} />
        </Annotated>
      </BlockStack>
    </Page>
  );
}

function isColour(text: string | null): boolean {
  return text === null || /^#[0-9a-f]{6}$/i.test(text);
}

function isMail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
}

function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= 90;
}

/** Changed elsewhere: at Shopify, or with the program. */
function ShopCard({ view }: { view: SettingsView }) {
  const texts = useTexts(settingsTexts).shop;
  const { shop } = view;
  return (
    <Card>
      <BlockStack gap="300">
        <Fact label={texts.timeZone} value={shop.timeZone} />
        <Fact label={texts.currency} value={shop.currency} />
        <Text as="p">
          <Link url="shopify://admin/settings/general" target="_top">
            {texts.atShopify}
          </Link>
        </Text>
        <Text as="p">
          {texts.rounding} <Link url="/app/program">{texts.toProgram}</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <BlockStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <Text as="span">{value}</Text>
    </BlockStack>
  );
}

function SenderCard({
  settings,
  change,
  enabled,
  shopName,
  problem,
}: SettingsFields & { shopName: string; problem: string | undefined }) {
  const texts = useTexts(settingsTexts).sender;
  const { sender } = settings;
  const set = (part: Partial<typeof sender>) => change({ sender: { ...sender, ...part } });
  return (
    <Card>
      <FormLayout>
        <TextField
          label={texts.name}
          autoComplete="organization"
          placeholder={shopName}
          maxLength={100}
          disabled={!enabled}
          value={sender.name ?? ''}
          onChange={(name) => set({ name: name === '' ? null : name })}
        />
        <TextField
          label={texts.replyTo}
          type="email"
          autoComplete="email"
          helpText={texts.replyToHelp}
          maxLength={254}
          disabled={!enabled}
          error={problem}
          value={sender.replyTo ?? ''}
          onChange={(replyTo) => set({ replyTo: replyTo.trim() === '' ? null : replyTo.trim() })}
        />
      </FormLayout>
    </Card>
  );
}

function PrivacyCard({
  settings,
  change,
  enabled,
  inboxDays,
  problem,
}: SettingsFields & { inboxDays: number; problem: string | undefined }) {
  const { format } = useAdmin();
  const texts = useTexts(settingsTexts).privacy;
  const { fileDays } = settings.retention;
  return (
    <Card>
      <BlockStack gap="400">
        <TextField
          label={texts.fileDays}
          helpText={texts.fileDaysHelp}
          type="number"
          min={1}
          max={90}
          autoComplete="off"
          disabled={!enabled}
          error={problem}
          value={Number.isNaN(fileDays) ? '' : String(fileDays)}
          onChange={(text) => change({ retention: { fileDays: text === '' ? Number.NaN : Number(text) } })}
        />
        <BlockStack gap="200">
          {[texts.inbox(format.number(inboxDays)), texts.ledger, texts.erasure].map((sentence) => (
            <Text key={sentence} as="p" tone="subdued">
              {sentence}
            </Text>
          ))}
        </BlockStack>
        <Text as="p">
          <Link url="/app/activity">{texts.requests}</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
