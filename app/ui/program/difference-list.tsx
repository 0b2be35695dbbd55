/** What differs between two programs, one row per field: where, before, after. A long list ends in a count. */
import { BlockStack, Box, Text } from '@shopify/polaris';
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type DifferenceView, tellDifferences } from '#app/ui/program/difference-words.ts';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { fieldTexts } from '#app/ui/texts/program-fields.ts';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';
import { valueTexts } from '#app/ui/texts/program-values.ts';

const SHOWN = 30;
const VALUE_LENGTH = 200;

type DifferenceListProps = { before: Program; after: Program; goodsNames?: Record<string, string> };

export function DifferenceList({ before, after, goodsNames = {} }: DifferenceListProps) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).difference;
  const differences = useDifferences(goodsNames)(before, after);
  if (differences.length === 0) return <Text as="p">{texts.none}</Text>;
  return (
    <BlockStack gap="200">
      <BlockStack as="ul" gap="200">
        {differences.slice(0, SHOWN).map((one) => (
          <li key={one.path} style={{ listStyle: 'none' }}>
            <Box paddingInlineStart="200" borderInlineStartWidth="050" borderColor="border">
              <Text as="p" variant="bodySm" fontWeight="semibold" breakWord>
                {one.what}
              </Text>
              <Value label={texts.before} text={one.before} />
              <Value label={texts.after} text={one.after} />
            </Box>
          </li>
        ))}
      </BlockStack>
      {differences.length > SHOWN ? (
        <Text as="p">{texts.more(format.number(differences.length - SHOWN))}</Text>
      ) : null}
    </BlockStack>
  );
}

function useDifferences(
  goodsNames: Record<string, string>,
): (before: Program, after: Program) => DifferenceView[] {
  const { currency } = useAdmin();
  const { missing, yes, no } = useTexts(programPreparingTexts).difference;
  const { quote } = useTexts(commonTexts);
  const words = {
    labels: useTexts(fieldTexts),
    values: useTexts(valueTexts),
    missing,
    yes,
    no,
    quote,
    goodsNames,
    currency,
  };
  const telling = useTelling([]);
  return (before, after) => {
    const tiers = [...after.tiers.list, ...before.tiers.list];
    const tierName = (id: string) => telling.named(tiers.find((tier) => tier.id === id)?.name ?? {}) ?? id;
    return tellDifferences(before, after, { ...telling, tierName }, words);
  };
}

function Value({ label, text }: { label: string; text: string }) {
  return (
    <Text as="p" variant="bodySm" breakWord>
      {label}: {text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)} …` : text}
    </Text>
  );
}
