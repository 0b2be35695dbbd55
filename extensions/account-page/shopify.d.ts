/** The components of the page, as the CLI declares them; of the API only the shared pieces use something. */
import '@shopify/ui-extensions';
import '@shopify/ui-extensions/customer-account.page.render';
