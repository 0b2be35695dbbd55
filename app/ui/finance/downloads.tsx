/** The two styles in which a report can be taken away. */
import { Button, InlineStack } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type CsvAsked, csvAddress, useDownload } from '#app/ui/finance/use-download.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

/** @param of names the rows, where it is not the table above. */
export function Downloads({ asked, of }: { asked: CsvAsked; of?: string }) {
  const { locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const { busy, download } = useDownload();
  const german = { ...asked, format: 'de' };
  return (
    <InlineStack gap="200">
      <Button onClick={() => download(asked)} loading={busy === csvAddress(asked, locale)}>
        {of === undefined ? texts.download : texts.downloadOf(of)}
      </Button>
      <Button onClick={() => download(german)} loading={busy === csvAddress(german, locale)}>
        {of === undefined ? texts.downloadGerman : texts.downloadGermanOf(of)}
      </Button>
    </InlineStack>
  );
}
