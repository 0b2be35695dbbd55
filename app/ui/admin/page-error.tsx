/** What a page shows when its loader or its rendering failed; answers of the sign-in flow pass through. */
import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react';
import { Banner, BlockStack, Button, Page, Text } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useTexts } from '#app/ui/admin/context.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';

export function PageError() {
  const error = useRouteError();
  const common = useTexts(commonTexts);
  const texts = common.error;
  const revalidator = useRevalidator();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  if (isRouteErrorResponse(error) && error.status === 403) {
    return (
      <Page title={common.notAllowedTitle}>
        <Banner tone="warning">
          <BlockStack gap="300" inlineAlign="start">
            <Text as="p">{common.notAllowedBody}</Text>
            <Button url="/app">{texts.toHome}</Button>
          </BlockStack>
        </Banner>
      </Page>
    );
  }
  if (isRouteErrorResponse(error) && !missing && error.status < 500) return boundary.error(error);
  return (
    <Page title={missing ? texts.notFoundTitle : texts.title}>
      <Banner tone={missing ? 'warning' : 'critical'}>
        <BlockStack gap="300" inlineAlign="start">
          <Text as="p">{missing ? texts.notFoundBody : texts.body}</Text>
          {missing ? (
            <Button url="/app">{texts.toHome}</Button>
          ) : (
            <Button onClick={() => revalidator.revalidate()} loading={revalidator.state === 'loading'}>
              {texts.retry}
            </Button>
          )}
        </BlockStack>
      </Banner>
    </Page>
  );
}
