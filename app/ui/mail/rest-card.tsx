/** When mails that sell stay away, and how many of them one member gets. */
import { Card, FormLayout, TextField } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { isCap, isTime, type MailFields } from '#app/ui/mail/mail-fields.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

export function RestCard({ mail, set, enabled }: MailFields) {
  const texts = useTexts(mailTexts).settings;
  const time = (key: 'quietFrom' | 'quietUntil') => (
    <TextField
      label={texts[key]}
      autoComplete="off"
      maxLength={5}
      disabled={!enabled}
      error={isTime(mail[key]) ? undefined : texts.timeWrong}
      value={mail[key]}
      onChange={(value) => set({ [key]: value.trim() })}
      {...(key === 'quietFrom' ? { helpText: texts.quietHelp } : {})}
    />
  );
  const cap = (key: 'perDay' | 'perWeek') => (
    <TextField
      label={texts[key]}
      type="number"
      min={1}
      autoComplete="off"
      disabled={!enabled}
      error={isCap(mail[key]) ? undefined : texts.capWrong}
      value={mail[key] === null || Number.isNaN(mail[key]) ? '' : String(mail[key])}
      onChange={(value) => set({ [key]: value === '' ? null : Number(value) })}
      {...(key === 'perDay' ? { helpText: texts.capHelp } : {})}
    />
  );
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          {time('quietFrom')}
          {time('quietUntil')}
        </FormLayout.Group>
        <FormLayout.Group>
          {cap('perDay')}
          {cap('perWeek')}
        </FormLayout.Group>
      </FormLayout>
    </Card>
  );
}
