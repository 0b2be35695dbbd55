/** The shop and the app's installation as the Admin API shows them. */
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import { metafieldFields, type Node } from './shared.ts';

export const SHOP_ID = '548380009';
export const INSTALLATION_ID = '712983450';

export function shopNode(context: SandboxContext): Node {
  const { config } = context;
  const id = gid('Shop', SHOP_ID);
  return {
    __typename: 'Shop',
    id,
    name: config.shopName,
    email: `hello@${config.shop.replace('.myshopify.com', '.example')}`,
    contactEmail: `hello@${config.shop.replace('.myshopify.com', '.example')}`,
    myshopifyDomain: config.shop,
    url: `https://${config.shop}`,
    primaryDomain: {
      __typename: 'Domain',
      id: gid('Domain', '1'),
      host: config.shop,
      url: `https://${config.shop}`,
      sslEnabled: true,
    },
    currencyCode: config.currency,
    enabledPresentmentCurrencies: [config.currency],
    ianaTimezone: config.timeZone,
    taxesIncluded: config.taxesIncluded,
    taxShipping: true,
    weightUnit: 'KILOGRAMS',
    shopOwnerName: 'Mara Winter',
    setupRequired: false,
    createdAt: '2024-01-15T09:00:00Z',
    updatedAt: '2024-01-15T09:00:00Z',
    plan: {
      __typename: 'ShopPlan',
      publicDisplayName: config.plus ? 'Shopify Plus' : 'Basic',
      shopifyPlus: config.plus,
      partnerDevelopment: true,
    },
    billingAddress: {
      __typename: 'ShopAddress',
      id: gid('ShopAddress', '1'),
      countryCodeV2: config.countryCode,
      city: 'Leipzig',
      zip: '04109',
    },
    shopAddress: {
      __typename: 'ShopAddress',
      id: gid('ShopAddress', '1'),
      countryCodeV2: config.countryCode,
      city: 'Leipzig',
      zip: '04109',
    },
    ...metafieldFields(context, id),
  };
}

export function appInstallationNode(context: SandboxContext, scopes: string[]): Node {
  const id = gid('AppInstallation', INSTALLATION_ID);
  const scope = (handle: string) => ({ __typename: 'AccessScope', handle, description: handle });
  return {
    __typename: 'AppInstallation',
    id,
    accessScopes: scopes.map(scope),
    launchUrl: `https://admin.shopify.com/store/${context.config.shop.replace('.myshopify.com', '')}/apps/${context.config.apiKey}`,
    uninstallUrl: null,
    activeSubscriptions: context.state.subscriptions
      .filter(({ status }) => status === 'ACTIVE')
      .map((one) => ({
        __typename: 'AppSubscription',
        ...one,
        id: gid('AppSubscription', one.id),
        currentPeriodEnd: null,
        returnUrl: context.config.appUrl,
        test: true,
        lineItems: [],
      })),
    app: {
      __typename: 'App',
      id: gid('App', context.config.appId),
      apiKey: context.config.apiKey,
      handle: 'treuwerk',
      title: 'Treuwerk',
      embedded: true,
      installation: () => appInstallationNode(context, scopes),
    },
    ...metafieldFields(context, id),
  };
}
