/** How the shop's mail goes out: way, secrets, a test, quiet hours and limits, and what members may choose. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Page } from '@shopify/polaris';
import type { MailSettingsView } from '#app/presenters/present-mail-settings.ts';
import { Annotated } from '#app/ui/admin/annotated.tsx';
import { useTexts } from '#app/ui/admin/context.tsx';
import { isValidMail, type MailFields } from '#app/ui/mail/mail-fields.ts';
import { InterestsCard } from '#app/ui/mail/interests-card.tsx';
import { ReportCard } from '#app/ui/mail/report-card.tsx';
import { RestCard } from '#app/ui/mail/rest-card.tsx';
import { TestCard } from '#app/ui/mail/test-card.tsx';
import { WelcomeCard } from '#app/ui/mail/welcome-card.tsx';
import { WayCard } from '#app/ui/mail/way-card.tsx';
import { Refusal, SettingsBar, useSettingsForm } from '#app/ui/settings/settings-form.tsx';
import type { SettingsSaving } from '#app/ui/settings/use-settings-saving.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

export function MailSettingsPage({ view, saving }: { view: MailSettingsView; saving: SettingsSaving }) {
  const all = useTexts(mailTexts);
  const texts = all.settings;
  const form = useSettingsForm(view.settings);
  const { settings, change, enabled } = form.fields;
  const { mail } = settings;
  const fields: MailFields = { mail, set: (part) => change({ mail: { ...mail, ...part } }), enabled };
  return (
    <Page title={texts.title} backAction={{ content: all.title, url: '/app/mail' }}>
      <TitleBar title={texts.title} />
      <SettingsBar id="mail-settings-bar" form={form} saving={saving} valid={isValidMail(mail)} />
      <BlockStack gap="600">
        <Refusal text={saving.refusal} />
        <Annotated title={texts.way} about={texts.wayAbout}>
          <WayCard {...fields} secrets={view.secrets} />
        </Annotated>
        {view.settings.mail.mode === 'off' ? null : (
          <Annotated title={texts.test} about={texts.testAbout}>
            <TestCard enabled={enabled && !form.changed} />
          </Annotated>
        )}
        <Annotated title={texts.rest} about={texts.restAbout}>
          <RestCard {...fields} />
        </Annotated>
        <Annotated title={texts.welcome} about={texts.welcomeAbout}>
          <WelcomeCard {...fields} />
        </Annotated>
        <Annotated title={texts.report} about={texts.reportAbout}>
          <ReportCard {...fields} />
        </Annotated>
        <Annotated title={texts.interests} about={texts.interestsAbout}>
          <InterestsCard {...fields} languages={settings.languages} />
        </Annotated>
      </BlockStack>
    </Page>
  );
}
