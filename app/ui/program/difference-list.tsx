/** What differs between two programs, one row per field: where, before, after. A long list ends in a count. */
import { BlockStack, Box, Text } from '@shopify/polaris';
import type { DifferenceView } from '#app/presenters/present-program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

const SHOWN = 30;
const VALUE_LENGTH = 160;

/** @param turned reads the differences the other way round: after is what was compared as before. */
export function DifferenceList({
  differences,
  turned = false,
}: {
  differences: DifferenceView[];
  turned?: boolean;
}) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).difference;
  if (differences.length === 0) return <Text as="p">{texts.none}</Text>;
  return (
    <BlockStack gap="200">
      <BlockStack as="ul" gap="200">
        {differences.slice(0, SHOWN).map(({ path, before, after }) => (
          <li key={path} style={{ listStyle: 'none' }}>
            <Box paddingInlineStart="200" borderInlineStartWidth="050" borderColor="border">
              <Text as="p" variant="bodySm" fontWeight="semibold" breakWord>
                {path.replaceAll('.', ' › ')}
              </Text>
              <Value label={texts.before} value={turned ? after : before} />
              <Value label={texts.after} value={turned ? before : after} />
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

function Value({ label, value }: { label: string; value: unknown }) {
  return (
    <Text as="p" variant="bodySm" breakWord>
      {label}: {useValueText()(value)}
    </Text>
  );
}

function useValueText(): (value: unknown) => string {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).difference;
  return (value) => {
    if (value === undefined || value === null) return texts.missing;
    if (typeof value === 'boolean') return value ? texts.yes : texts.no;
    if (typeof value === 'number') return format.number(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)} …` : text;
  };
}
