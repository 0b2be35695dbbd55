/** What stands in for a page while its data is on the way: the same outline, so that nothing jumps. */
import {
  Card,
  BlockStack,
  InlineGrid,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
} from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';

export type SkeletonKind = 'tiles' | 'form' | 'table';

export function PageSkeleton({ kind }: { kind: SkeletonKind }) {
  const texts = useTexts(commonTexts);
  return (
    <div aria-busy="true" aria-label={texts.loading}>
      <SkeletonPage fullWidth={kind === 'table'}>
        <BlockStack gap="400">
          {kind === 'tiles' ? <SkeletonTiles /> : null}
          <SkeletonBlock lines={kind === 'table' ? 12 : 4} />
          {kind === 'table' ? null : <SkeletonBlock lines={6} />}
        </BlockStack>
      </SkeletonPage>
    </div>
  );
}

function SkeletonTiles() {
  return (
    <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Card key={key}>
          <BlockStack gap="200">
            <SkeletonBodyText lines={1} />
            <SkeletonDisplayText size="small" />
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}

function SkeletonBlock({ lines }: { lines: number }) {
  return (
    <Card>
      <BlockStack gap="400">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={lines} />
      </BlockStack>
    </Card>
  );
}
