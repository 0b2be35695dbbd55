/** What to look at, gravest first; on the overview each with the way to its area. */
import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { areaOf } from '#app/ui/program/areas/area.ts';
import type { ToldWarning } from '#app/ui/program/use-warnings.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';
import { warningTexts } from '#app/ui/texts/program-warnings.ts';

const TONES = { stop: 'critical', ask: 'warning', hint: 'info' } as const;
const SHOWN = 8;

/** Nothing where nothing stands out. */
export function WarningsCard({ warnings, withLinks }: { warnings: ToldWarning[]; withLinks: boolean }) {
  const { title } = useTexts(warningTexts);
  if (warnings.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <WarningList warnings={warnings} withLinks={withLinks} />
      </BlockStack>
    </Card>
  );
}

export function WarningList({ warnings, withLinks }: { warnings: ToldWarning[]; withLinks: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(warningTexts);
  const { areas } = useTexts(areaTexts);
  return (
    <BlockStack as="ul" gap="300">
      {warnings.slice(0, SHOWN).map(({ path, severity, sentence }) => {
        const area = areaOf(path);
        return (
          <li key={`${path} ${sentence}`} style={{ listStyle: 'none' }}>
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Badge tone={TONES[severity]}>{texts.severity[severity]}</Badge>
                {withLinks ? (
                  <Link url={`/app/program/${area}`} accessibilityLabel={texts.toArea(areas[area].title)}>
                    {areas[area].title}
                  </Link>
                ) : null}
              </InlineStack>
              <Text as="p">{sentence}</Text>
            </BlockStack>
          </li>
        );
      })}
      {warnings.length > SHOWN ? (
        <li style={{ listStyle: 'none' }}>
          <Text as="p">{texts.more(format.number(warnings.length - SHOWN))}</Text>
        </li>
      ) : null}
    </BlockStack>
  );
}
