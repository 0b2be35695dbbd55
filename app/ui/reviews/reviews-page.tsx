/** Posts to look at, reviews that came in, and the apps that tell of them. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, Card, Page, Tabs } from '@shopify/polaris';
import { REVIEW_TABS, type ReviewSourceView, type ReviewTab } from '#app/core/reviews/review.ts';
import type { ReviewsView } from '#app/presenters/present-reviews.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { AppsTab } from '#app/ui/reviews/apps-tab.tsx';
import { PostsTab } from '#app/ui/reviews/posts-tab.tsx';
import { ReviewsTab } from '#app/ui/reviews/reviews-tab.tsx';
import { reviewTexts } from '#app/ui/texts/reviews.ts';

type ReviewsPageProps = {
  view: ReviewsView;
  sources: ReviewSourceView[];
  tab: ReviewTab;
  isFirstPage: boolean;
  loading: boolean;
  onTab: (tab: ReviewTab) => void;
};

export function ReviewsPage({ view, sources, tab, isFirstPage, loading, onTab }: ReviewsPageProps) {
  const texts = useTexts(reviewTexts);
  const missing =
    tab === 'posts' && !view.rules.share
      ? texts.noShareRule
      : tab !== 'posts' && !view.rules.review
        ? texts.noReviewRule
        : null;
  return (
    <Page title={texts.title} subtitle={texts.intro}>
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        <Card padding="0">
          <Tabs
            tabs={REVIEW_TABS.map((id) => ({ id, content: texts.tabs[id], panelID: 'reviews-panel' }))}
            selected={REVIEW_TABS.indexOf(tab)}
            onSelect={(index) => onTab(REVIEW_TABS[index] ?? 'posts')}
          />
        </Card>
        {missing === null ? null : (
          <Banner tone="info" action={{ content: texts.toEarning, url: '/app/program/earning' }}>
            {missing}
          </Banner>
        )}
        <Box id="reviews-panel" {...(loading ? { opacity: '0.6' } : {})}>
          {tab === 'posts' ? <PostsTab view={view} /> : null}
          {tab === 'reviews' ? <ReviewsTab view={view} isFirstPage={isFirstPage} /> : null}
          {tab === 'apps' ? <AppsTab sources={sources} /> : null}
        </Box>
      </BlockStack>
    </Page>
  );
}
