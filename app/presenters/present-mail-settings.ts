/** How a shop sends mail: its settings, and whether what opens the way is there. */
import { findSecret } from '#app/db/mail-consents.ts';
import { presentSettings, type SettingsView } from '#app/presenters/present-settings.ts';

export type MailSettingsView = SettingsView & { secrets: { smtp: boolean; klaviyo: boolean } };

export async function presentMailSettings(shop: string): Promise<MailSettingsView> {
  const [view, smtp, klaviyo] = await Promise.all([
    presentSettings(shop, { inboxDays: 0 }),
    findSecret(shop, 'smtp'),
    findSecret(shop, 'klaviyo'),
  ]);
  return { ...view, secrets: { smtp: smtp !== undefined, klaviyo: klaviyo !== undefined } };
}
