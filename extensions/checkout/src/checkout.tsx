/** Entry of the checkout extension: the member's points below the discount field (Shopify Plus). */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { Points } from './points.tsx';

export default function extension() {
  render(<Points />, document.body);
}
