/** The form of a survey: its question, when it is asked, points, and what a bad answer brings. */
import { SaveBar } from '@shopify/app-bridge-react';
import { BlockStack, Card, Checkbox, FormLayout, Select, TextField } from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { speechOf } from '#app/core/shopper/languages.ts';
import { askIn } from '#app/core/surveys/speak.ts';
import {
  ASK_WHEN,
  QUESTION_MAX,
  REST_DAYS_MAX,
  SURVEY_KINDS,
  SURVEY_NAME_MAX,
  type SurveyConfig,
  surveyProblem,
  TASK_HOURS_MAX,
  WAIT_DAYS_MAX,
} from '#app/core/surveys/survey.ts';
import type { SurveyView } from '#app/presenters/present-survey.ts';
import { Annotated } from '#app/ui/admin/annotated.tsx';
import { useMay, useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { Refusal } from '#app/ui/settings/settings-form.tsx';
import { ChoicesFields } from '#app/ui/surveys/choices-fields.tsx';
import { withText } from '#app/ui/surveys/with-text.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

export type SurveyFields = {
  config: SurveyConfig;
  change: (part: Partial<SurveyConfig>) => void;
  enabled: boolean;
  view: SurveyView;
};

export function SurveyForm({ view }: { view: SurveyView }) {
  const texts = useTexts(surveyTexts).form;
  const common = useTexts(commonTexts);
  const enabled = useMay('configure');
  const [config, setConfig] = useState(view.config);
  const { send, busy, refusal, done } = useJson<{ id: string }>('survey');
  const navigate = useNavigate();
  useToast(done, texts.saved);
  useEffect(() => {
    if (done && view.id === null) navigate(`/app/surveys/${done.id}?view=form`, { replace: true });
  }, [done, view.id, navigate]);
  const fields: SurveyFields = {
    ...{ config, enabled, view },
    change: (part) => setConfig((before) => ({ ...before, ...part })),
  };
  const changed = JSON.stringify(config) !== JSON.stringify(view.config) && !(done && view.id === null);
  const valid = config.name.trim() !== '' && surveyProblem(config) === null;
  return (
    <BlockStack gap="600">
      <SaveBar id="survey-bar" open={changed && enabled}>
        <button
          variant="primary"
          type="button"
          disabled={!valid}
          onClick={() => send({ id: view.id, seen: view.revision, survey: config })}
          {...(busy ? { loading: '' } : {})}
        >
          {common.save}
        </button>
        <button type="button" onClick={() => setConfig(view.config)} disabled={busy}>
          {common.discard}
        </button>
      </SaveBar>
      <Refusal text={refusal} />
      <Annotated title={texts.what} about={texts.whatAbout}>
        <QuestionCard {...fields} />
      </Annotated>
      <Annotated title={texts.when} about={texts.whenAbout}>
        <WhenCard {...fields} />
      </Annotated>
      <Annotated title={texts.points} about={texts.pointsAbout}>
        <Card>
          <Checkbox
            label={texts.pointsBox}
            checked={config.points}
            disabled={!enabled}
            onChange={(points) => fields.change({ points })}
          />
        </Card>
      </Annotated>
      {config.kind === 'own' ? null : (
        <Annotated title={texts.bad} about={texts.badAbout}>
          <BadCard {...fields} />
        </Annotated>
      )}
    </BlockStack>
  );
}

function QuestionCard(fields: SurveyFields) {
  const { config, change, enabled, view } = fields;
  const all = useTexts(surveyTexts);
  const texts = all.form;
  const { names } = useTexts(settingsTexts).languages;
  const ours = (language: string) =>
    askIn({ ...config, questions: {} }, { speech: speechOf(language), formal: false }, '…').question;
  return (
    <Card>
      <FormLayout>
        <TextField
          label={texts.name}
          autoComplete="off"
          maxLength={SURVEY_NAME_MAX}
          disabled={!enabled}
          value={config.name}
          onChange={(name) => change({ name })}
        />
        <Select
          label={texts.kind}
          options={SURVEY_KINDS.map((value) => ({ value, label: all.kinds[value] }))}
          value={config.kind}
          disabled={!enabled || view.id !== null}
          helpText={texts.kindStays}
          onChange={(value) => {
            const kind = SURVEY_KINDS.find((one) => one === value) ?? 'nps';
            change({ kind, choices: kind === 'own' ? [{}, {}] : [] });
          }}
        />
        {view.languages.map((language) => (
          <TextField
            key={language}
            label={texts.question(names[language])}
            autoComplete="off"
            maxLength={QUESTION_MAX}
            disabled={!enabled}
            value={config.questions[language] ?? ''}
            onChange={(text) => change({ questions: withText(config.questions, language, text) })}
            {...(config.kind === 'own' ? {} : { helpText: `${texts.questionHelp} ${ours(language)}` })}
          />
        ))}
        {config.kind === 'own' ? <ChoicesFields {...fields} /> : null}
        <Checkbox
          label={texts.active}
          helpText={texts.activeHelp}
          checked={config.active}
          disabled={!enabled}
          onChange={(active) => change({ active })}
        />
      </FormLayout>
    </Card>
  );
}

function WhenCard({ config, change, enabled }: SurveyFields) {
  const all = useTexts(surveyTexts);
  const texts = all.form;
  return (
    <Card>
      <FormLayout>
        <Select
          label={texts.ask}
          options={ASK_WHEN.map((value) => ({ value, label: all.ask[value] }))}
          value={config.ask}
          disabled={!enabled}
          onChange={(value) => change({ ask: ASK_WHEN.find((one) => one === value) ?? 'never' })}
        />
        {config.ask === 'never' ? null : (
          <Days
            label={texts.waitDays}
            range={[0, WAIT_DAYS_MAX]}
            value={config.waitDays}
            enabled={enabled}
            onChange={(waitDays) => change({ waitDays })}
          />
        )}
        <Days
          label={texts.restDays}
          range={[1, REST_DAYS_MAX]}
          value={config.restDays}
          enabled={enabled}
          onChange={(restDays) => change({ restDays })}
        />
      </FormLayout>
    </Card>
  );
}

function BadCard({ config, change, enabled, view }: SurveyFields) {
  const texts = useTexts(surveyTexts).form;
  const { task } = config;
  return (
    <Card>
      <FormLayout>
        <Select
          label={texts.owner}
          options={[
            { value: '', label: texts.theOwner },
            ...view.staff.map(({ userId, name }) => ({
              value: userId,
              label: name ?? texts.staffNumber(userId),
            })),
          ]}
          value={task.ownerId ?? ''}
          disabled={!enabled}
          onChange={(ownerId) => change({ task: { ...task, ownerId: ownerId || null } })}
        />
        <Days
          label={texts.withinHours}
          range={[1, TASK_HOURS_MAX]}
          value={task.withinHours}
          enabled={enabled}
          onChange={(withinHours) => change({ task: { ...task, withinHours } })}
        />
      </FormLayout>
    </Card>
  );
}

/** A whole number within its bounds; what is typed on the way there changes nothing, and is put right when she leaves the field. */
function Days({
  label,
  range: [min, max],
  value,
  enabled,
  onChange,
}: {
  label: string;
  range: [min: number, max: number];
  value: number;
  enabled: boolean;
  onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string) => {
    setTyped(text);
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) onChange(number);
  };
  return (
    <TextField
      label={label}
      type="number"
      min={min}
      max={max}
      autoComplete="off"
      disabled={!enabled}
      value={typed ?? String(value)}
      onChange={type}
      onBlur={() => setTyped(null)}
    />
  );
}
