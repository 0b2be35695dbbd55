/** Where the library sends whoever does not come from Shopify's admin: the page that says how the app is opened. */
import { redirect } from '@remix-run/node';

export function loader() {
  return redirect('/');
}
