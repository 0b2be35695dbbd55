/** The frame of every admin page: who asks, in which language, and the way around. */
import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Link,
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useLocation,
  useNavigation,
  useRouteError,
} from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import german from '@shopify/polaris/locales/de.json';
import english from '@shopify/polaris/locales/en.json';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useEffect, useState } from 'react';
import { currencyExponent } from '#app/core/money.ts';
import { languageOf } from '#app/core/rejection.ts';
import { env } from '#app/env.server.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { presentShop } from '#app/presenters/present-shop.ts';
import { AdminProvider, type AdminSettings, useTexts } from '#app/ui/admin/context.tsx';
import { chooseLocale } from '#app/ui/admin/locale.ts';
import { PageSkeleton, type SkeletonKind } from '#app/ui/admin/page-skeleton.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';

const OUTLINE_AFTER_MS = 150;

export const links = () => [{ rel: 'stylesheet', href: polarisStyles }];

export const meta = () => [{ title: 'Treuwerk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role, userId } = await openPage(request);
  const view = await presentShop(shop);
  const locale = chooseLocale(request, view.locale);
  const settings: AdminSettings = {
    shop,
    role,
    userId,
    colleagues: view.colleagues,
    language: languageOf(locale),
    locale,
    currency: view.currency,
    exponent: currencyExponent(view.currency),
    timeZone: view.timeZone,
  };
  return { apiKey: env().SHOPIFY_API_KEY, appBridgeUrl: env().APP_BRIDGE_URL ?? null, settings };
}

/** Language and shop stay as first loaded: addresses within the app do not repeat them. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function AdminLayout() {
  const { apiKey, appBridgeUrl, settings } = useLoaderData<typeof loader>();
  useEffect(() => {
    document.documentElement.lang = settings.locale;
  }, [settings.locale]);
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      i18n={settings.language === 'de' ? german : english}
      {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}
    >
      <AdminProvider settings={settings}>
        <AdminNavigation />
        <main>
          <CurrentPage />
        </main>
      </AdminProvider>
    </AppProvider>
  );
}

function AdminNavigation() {
  const texts = useTexts(commonTexts).navigation;
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {texts.home}
      </Link>
      <Link to="/app/setup">{texts.setup}</Link>
      <Link to="/app/program">{texts.program}</Link>
      <Link to="/app/members">{texts.members}</Link>
      <Link to="/app/tasks">{texts.tasks}</Link>
      <Link to="/app/surveys">{texts.surveys}</Link>
      <Link to="/app/reviews">{texts.reviews}</Link>
      <Link to="/app/insights">{texts.insights}</Link>
      <Link to="/app/segments">{texts.segments}</Link>
      <Link to="/app/journeys">{texts.journeys}</Link>
      <Link to="/app/referrals">{texts.referrals}</Link>
      <Link to="/app/mail">{texts.mail}</Link>
      <Link to="/app/finance">{texts.finance}</Link>
      <Link to="/app/activity">{texts.activity}</Link>
      <Link to="/app/settings">{texts.settings}</Link>
    </NavMenu>
  );
}

/** The page, or its outline while another page takes its time; paging and filters keep what is there. */
function CurrentPage() {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const target = navigation.state === 'loading' ? navigation.location.pathname : pathname;
  const late = useLate(target !== pathname, OUTLINE_AFTER_MS);
  useEffect(() => {
    window.shopify?.loading(navigation.state === 'loading');
  }, [navigation.state]);
  return late ? <PageSkeleton kind={outlineOf(target)} /> : <Outlet />;
}

/** True once something has been going on for a while: what is quick shows no outline, so nothing flickers. */
function useLate(active: boolean, afterMs: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, afterMs]);
  return active && late;
}

function outlineOf(pathname: string): SkeletonKind {
  if (pathname.startsWith('/app/program') || pathname.startsWith('/app/settings')) return 'form';
  const tables = [
    '/app/activity',
    '/app/health',
    '/app/referrals',
    '/app/mail',
    '/app/tasks',
    '/app/surveys',
    '/app/reviews',
    '/app/journeys',
  ];
  if (pathname === '/app/members' || tables.some((one) => pathname.startsWith(one))) return 'table';
  if (pathname === '/app/setup') return 'form';
  return 'tiles';
}

export function ErrorBoundary() {
  return boundary.error(useRouteError());
}
