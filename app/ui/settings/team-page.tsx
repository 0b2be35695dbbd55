/** Who works here and what each may do; what those who serve may give out of goodwill. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  BlockStack,
  Card,
  FormLayout,
  InlineGrid,
  InlineStack,
  Page,
  ProgressBar,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import type { PersonView, TeamView } from '#app/presenters/present-team.ts';
import { type Role, ROLES } from '#app/core/team/roles.ts';
import { Annotated } from '#app/ui/admin/annotated.tsx';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import {
  Refusal,
  SettingsBar,
  type SettingsFields,
  useSettingsForm,
} from '#app/ui/settings/settings-form.tsx';
import type { SettingsSaving } from '#app/ui/settings/use-settings-saving.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

type RolesProps = {
  busy: boolean;
  refusal: string | null;
  /** Null for the shop's standard. */
  onChange: (userId: string, role: Role | null) => void;
};

type TeamPageProps = { view: TeamView; saving: SettingsSaving; roles: RolesProps };

export function TeamPage({ view, saving, roles }: TeamPageProps) {
  const texts = useTexts(settingsTexts);
  const form = useSettingsForm(view.settings);
  return (
    <Page
      title={texts.team.title}
      backAction={{ content: texts.title, url: '/app/settings' }}
      secondaryActions={[{ content: texts.log.title, url: '/app/settings/log' }]}
    >
      <TitleBar title={texts.team.title} />
      <SettingsBar id="team-bar" form={form} saving={saving} />
      <BlockStack gap="600">
        <Refusal text={saving.refusal ?? roles.refusal} />
        <Annotated title={texts.team.people} about={texts.team.peopleAbout}>
          <People people={view.people} roles={roles} standard={view.settings.team.standardRole} />
        </Annotated>
        <Annotated title={texts.team.standard} about={texts.team.standardAbout}>
          <StandardCard {...form.fields} />
        </Annotated>
        <Annotated title={texts.team.goodwill} about={texts.team.goodwillAbout}>
          <GoodwillCard {...form.fields} given={view.goodwillGiven} />
        </Annotated>
      </BlockStack>
    </Page>
  );
}

function People({ people, roles, standard }: { people: PersonView[]; roles: RolesProps; standard: Role }) {
  const texts = useTexts(settingsTexts).team;
  return (
    <ListCard
      empty={texts.nobody}
      rows={people.map((person) => ({
        key: person.userId,
        content: <PersonRow person={person} roles={roles} standard={standard} />,
      }))}
    />
  );
}

function PersonRow({ person, roles, standard }: { person: PersonView; roles: RolesProps; standard: Role }) {
  const { format, userId } = useAdmin();
  const texts = useTexts(settingsTexts).team;
  const may = useMay('configure');
  const name = person.name ?? texts.unnamed(person.userId);
  const fixed = person.isOwner || person.userId === userId || !may;
  return (
    <InlineGrid columns={{ xs: 1, sm: ['twoThirds', 'oneThird'] }} gap="300" alignItems="center">
      <BlockStack gap="050">
        <InlineStack gap="200">
          <Text as="span" fontWeight="semibold">
            {name}
          </Text>
          {person.isOwner ? <Badge tone="info">{texts.owner}</Badge> : null}
          {person.userId === userId ? <Badge>{texts.you}</Badge> : null}
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued">
          {[person.email, texts.lastSeen(format.date(person.lastSeen))].filter(Boolean).join(' · ')}
        </Text>
      </BlockStack>
      {fixed ? (
        <Text as="span">{texts.roles[person.mayDo]}</Text>
      ) : (
        <Select
          label={texts.roleOf(name)}
          labelHidden
          disabled={roles.busy}
          options={[
            { value: '', label: texts.asStandard(texts.roles[standard]) },
            ...ROLES.map((role) => ({ value: role, label: texts.roles[role] })),
          ]}
          value={person.role ?? ''}
          onChange={(chosen) => roles.onChange(person.userId, ROLES.find((one) => one === chosen) ?? null)}
        />
      )}
    </InlineGrid>
  );
}

function StandardCard({ settings, change, enabled }: SettingsFields) {
  const texts = useTexts(settingsTexts).team;
  const { team } = settings;
  return (
    <Card>
      <BlockStack gap="300">
        <Select
          label={texts.standardLabel}
          disabled={!enabled}
          options={ROLES.map((role) => ({ value: role, label: texts.roles[role] }))}
          value={team.standardRole}
          onChange={(chosen) =>
            change({
              team: { ...team, standardRole: ROLES.find((one) => one === chosen) ?? team.standardRole },
            })
          }
        />
        <BlockStack as="ul" gap="100">
          {ROLES.map((role) => (
            <li key={role}>
              <Text as="span" fontWeight="semibold">
                {texts.roles[role]}:
              </Text>{' '}
              {texts.roleAbout[role]}
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function GoodwillCard({ settings, change, enabled, given }: SettingsFields & { given: number }) {
  const { format } = useAdmin();
  const texts = useTexts(settingsTexts).team;
  const { team } = settings;
  const budget = team.goodwillPerMonth;
  const number = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 9);
    return digits === '' ? null : Math.min(Number(digits), 100_000_000);
  };
  return (
    <Card>
      <BlockStack gap="400">
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={texts.perMonth}
              helpText={texts.perMonthHelp}
              autoComplete="off"
              inputMode="numeric"
              disabled={!enabled}
              value={budget === null ? '' : String(budget)}
              onChange={(text) => change({ team: { ...team, goodwillPerMonth: number(text) } })}
            />
            <TextField
              label={texts.atOnce}
              helpText={texts.atOnceHelp}
              autoComplete="off"
              inputMode="numeric"
              disabled={!enabled}
              value={team.goodwillAtOnce === null ? '' : String(team.goodwillAtOnce)}
              onChange={(text) => change({ team: { ...team, goodwillAtOnce: number(text) || null } })}
            />
          </FormLayout.Group>
        </FormLayout>
        <BlockStack gap="200">
          <Text as="p" id="goodwill-given">
            {budget === null
              ? texts.givenFreely(format.number(given))
              : texts.given(format.number(given), format.number(budget))}
          </Text>
          {budget === null || budget === 0 ? null : (
            <ProgressBar
              size="small"
              ariaLabelledBy="goodwill-given"
              progress={Math.min(100, Math.round((given / budget) * 100))}
            />
          )}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
