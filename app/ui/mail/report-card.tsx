/** Where the weekly report goes. */
import { Card, TextField } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { isAddress, type MailFields } from '#app/ui/mail/mail-fields.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

export function ReportCard({ mail, set, enabled }: MailFields) {
  const texts = useTexts(mailTexts).settings;
  const { reportTo } = mail;
  return (
    <Card>
      <TextField
        label={texts.reportTo}
        type="email"
        autoComplete="email"
        maxLength={254}
        disabled={!enabled}
        helpText={texts.reportHelp}
        error={reportTo === null || isAddress(reportTo) ? undefined : texts.fromWrong}
        value={reportTo ?? ''}
        onChange={(value) => set({ reportTo: value.trim() === '' ? null : value.trim() })}
      />
    </Card>
  );
}
