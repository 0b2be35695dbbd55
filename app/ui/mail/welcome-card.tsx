/** What whoever confirms the newsletter gets for a first order. */
import { Card, Checkbox, FormLayout, TextField } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { isWhole, type MailFields } from '#app/ui/mail/mail-fields.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

const USUAL = { percent: 10, days: 30 };

export function WelcomeCard({ mail, set, enabled }: MailFields) {
  const texts = useTexts(mailTexts).settings;
  const { welcome } = mail;
  const number = (key: 'percent' | 'days', max: number) =>
    welcome && (
      <TextField
        label={texts.welcomeFields[key]}
        type="number"
        min={1}
        max={max}
        autoComplete="off"
        disabled={!enabled}
        error={isWhole(welcome[key], max) ? undefined : texts.welcomeWrong(max)}
        value={Number.isNaN(welcome[key]) ? '' : String(welcome[key])}
        onChange={(value) => set({ welcome: { ...welcome, [key]: value === '' ? NaN : Number(value) } })}
      />
    );
  return (
    <Card>
      <FormLayout>
        <Checkbox
          label={texts.welcomeOn}
          helpText={texts.welcomeHelp}
          disabled={!enabled}
          checked={welcome !== null}
          onChange={(on) => set({ welcome: on ? USUAL : null })}
        />
        {welcome ? (
          <FormLayout.Group>
            {number('percent', 50)}
            {number('days', 365)}
          </FormLayout.Group>
        ) : null}
      </FormLayout>
    </Card>
  );
}
