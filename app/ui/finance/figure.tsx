/** A figure that downloads the entries or lots it is made of. A zero is made of nothing and is no button. */
import { Link, Text } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { type CsvAsked, useDownload } from '#app/ui/finance/use-download.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

type FigureProps = {
  /** As written. */
  figure: string;
  /** What it counts, for those who hear it. */
  what: string;
  /** Undefined: there is nothing behind it. */
  behind?: CsvAsked | undefined;
  strong?: boolean;
};

export function Figure({ figure, what, behind, strong = false }: FigureProps) {
  const texts = useTexts(financeTexts);
  const { download } = useDownload();
  const weight = strong ? ('semibold' as const) : ('regular' as const);
  const quiet = behind || strong ? {} : { tone: 'subdued' as const };
  const text = (
    <Text as="span" numeric fontWeight={weight} {...quiet}>
      {figure}
    </Text>
  );
  if (!behind) return text;
  return (
    <Link onClick={() => download(behind)} accessibilityLabel={texts.behind(figure, what)} monochrome>
      {text}
    </Link>
  );
}
