/** The picture of the points and the colour of what Treuwerk sends, with how they look together. */
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import type { PlacementView } from '#app/core/placement.ts';
import { contrastOn } from '#app/core/shopper/contrast.ts';
import { ICON_PATHS, ICONS, type Icon } from '#app/core/shopper/icons.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { SettingsFields } from '#app/ui/settings/settings-form.tsx';
import { settingsTexts } from '#app/ui/texts/settings.ts';

const PLAIN = '#1c1c1c';

export function BrandCard({
  settings,
  change,
  enabled,
  problem,
}: SettingsFields & { problem: string | undefined }) {
  const texts = useTexts(settingsTexts).brand;
  const { brand } = settings;
  const accent = brand.accent ?? PLAIN;
  const { text, ratio } = contrastOn(accent);
  const set = (part: Partial<typeof brand>) => change({ brand: { ...brand, ...part } });
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={texts.icon}
          disabled={!enabled}
          choices={ICONS.map((icon) => ({ value: icon, label: <IconLabel icon={icon} /> }))}
          selected={[brand.icon]}
          onChange={([icon]) => set({ icon: ICONS.find((one) => one === icon) ?? 'star' })}
        />
        <InlineStack gap="300" blockAlign="end">
          <TextField
            label={texts.accent}
            helpText={texts.accentHelp}
            autoComplete="off"
            maxLength={7}
            error={problem}
            disabled={!enabled}
            value={accent}
            prefix={
              <Swatch colour={accent} disabled={!enabled} onPick={(colour) => set({ accent: colour })} />
            }
            onChange={(typed) => set({ accent: typed })}
          />
          {brand.accent === null || !enabled ? null : (
            <Button variant="plain" onClick={() => set({ accent: null })}>
              {texts.plain}
            </Button>
          )}
        </InlineStack>
        {enabled ? <FromTheme onPick={(colour) => set({ accent: colour })} /> : null}
        <Sample accent={accent} text={text} icon={brand.icon} />
        {ratio < 4.5 ? <Banner tone="warning">{texts.contrast(ratio.toFixed(1))}</Banner> : null}
      </BlockStack>
    </Card>
  );
}

/** Asked only when she wants it: the theme's files are Shopify's to read. */
function FromTheme({ onPick }: { onPick: (colour: string) => void }) {
  const texts = useTexts(settingsTexts).brand;
  const fetcher = useFetcher<PlacementView>();
  const { data } = fetcher;
  return (
    <BlockStack gap="200">
      <InlineStack>
        <Button loading={fetcher.state !== 'idle'} onClick={() => fetcher.load('/app/api/placement')}>
          {texts.fromTheme}
        </Button>
      </InlineStack>
      {data && data.colours.length > 0 ? (
        <InlineStack gap="200" wrap>
          {data.colours.map((colour) => (
            <Button
              key={colour}
              onClick={() => onPick(colour)}
              accessibilityLabel={texts.take(colour)}
              icon={<Dot colour={colour} />}
            >
              {colour}
            </Button>
          ))}
        </InlineStack>
      ) : null}
      {data && data.colours.length === 0 ? (
        <Text as="p" tone="subdued">
          {data.theme === 'forbidden' ? texts.themeForbidden : texts.themePlain}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function Dot({ colour }: { colour: string }) {
  return (
    <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="9" fill={colour} stroke="currentColor" />
    </svg>
  );
}

function IconLabel({ icon }: { icon: Icon }) {
  const texts = useTexts(settingsTexts).brand;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Drawing icon={icon} />
      <span>{texts.icons[icon]}</span>
    </InlineStack>
  );
}

function Drawing({ icon }: { icon: Icon }) {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={ICON_PATHS[icon]} />
    </svg>
  );
}

function Swatch(props: { colour: string; disabled: boolean; onPick: (colour: string) => void }) {
  const texts = useTexts(settingsTexts).brand;
  return (
    <input
      type="color"
      aria-label={texts.pick}
      disabled={props.disabled}
      value={/^#[0-9a-f]{6}$/i.test(props.colour) ? props.colour : PLAIN}
      onChange={(event) => props.onPick(event.target.value)}
      style={{ inlineSize: '1.5rem', blockSize: '1.5rem', padding: 0, border: 0, background: 'none' }}
    />
  );
}

function Sample({ accent, text, icon }: { accent: string; text: string; icon: Icon }) {
  const texts = useTexts(settingsTexts).brand;
  return (
    <BlockStack gap="100">
      <Text as="span" tone="subdued" variant="bodySm">
        {texts.sample}
      </Text>
      <Box>
        <span
          style={{
            display: 'inline-flex',
            gap: '0.5rem',
            alignItems: 'center',
            padding: '0.5rem 1rem',
            borderRadius: '999px',
            background: accent,
            color: text,
          }}
        >
          <Drawing icon={icon} />
          <span>{texts.samplePoints}</span>
        </span>
      </Box>
    </BlockStack>
  );
}
