/** The app's own address outside of Shopify: says what this is, and sends an installing shop into the admin. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Language, languageOf } from '#app/core/rejection.ts';

const texts: Record<Language, { title: string; body: string; hint: string }> = {
  en: {
    title: 'Treuwerk',
    body: 'Customer loyalty for Shopify: points with exact books, redeemed in cart and checkout, in the merchant’s own database.',
    hint: 'Open Treuwerk from the apps in your Shopify admin.',
  },
  de: {
    title: 'Treuwerk',
    body: 'Kundenbindung für Shopify: Punkte mit genauen Büchern, einlösbar in Warenkorb und Kasse, in der eigenen Datenbank des Händlers.',
    hint: 'Öffnen Sie Treuwerk über die Apps in Ihrer Shopify-Verwaltung.',
  },
};

export const meta = () => [{ title: 'Treuwerk' }];

export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has('shop')) throw redirect(`/app?${url.searchParams}`);
  return { language: languageOf(request.headers.get('accept-language')) };
}

export default function PublicPage() {
  const { language } = useLoaderData<typeof loader>();
  const { title, body, hint } = texts[language];
  return (
    <main
      lang={language}
      style={{
        maxWidth: '36rem',
        margin: '15vh auto',
        padding: '0 1.5rem',
        font: '1rem/1.6 system-ui, sans-serif',
      }}
    >
      <h1 style={{ fontSize: '1.75rem', margin: '0 0 1rem' }}>{title}</h1>
      <p>{body}</p>
      <p>{hint}</p>
    </main>
  );
}
