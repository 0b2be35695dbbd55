/** The life of points: how long they wait, when they expire, what a refund does that finds too few. */
import { FormLayout, Select } from '@shopify/polaris';
import type { Expiry } from '#app/core/program/validity.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { ChoiceField, NumberField, SelectField } from '#app/ui/program/form/fields.tsx';
import { useField } from '#app/ui/program/form/form-context.tsx';
import { type Lens, ofKind, seenAs, type Typed } from '#app/ui/program/form/lens.ts';
import { Section } from '#app/ui/program/form/section.tsx';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

type ExpiryLens = Lens<Typed<Expiry>>;

const KINDS = ['never', 'afterMonths', 'inactivity', 'fixedDate', 'afterDays'] as const;
const THREE_YEARS_DAYS = 1_096;

export function LifeArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  const hold = form.key('hold');
  return (
    <>
      <Section title={texts.hold} intro={texts.areas.life.intro}>
        <FormLayout>
          <FormLayout.Group>
            <NumberField at={hold.key('days')} />
            <SelectField at={hold.key('after')} options={['paid', 'fulfilled', 'delivered']} />
          </FormLayout.Group>
          {hold.value.after === 'delivered' ? (
            <NumberField at={hold.key('deliveryAssumedAfterDays')} empty={null} />
          ) : null}
        </FormLayout>
      </Section>
      <Section title={texts.expiry}>
        <FormLayout>
          <ChoiceField at={kindOf(form.key('expiry'))} options={KINDS} />
          <KindFields at={form.key('expiry')} />
        </FormLayout>
      </Section>
      <Section title={texts.refunds}>
        <ChoiceField at={form.key('debtPolicy')} options={['debt', 'clamp']} />
      </Section>
    </>
  );
}

function KindFields({ at }: { at: ExpiryLens }) {
  const months = ofKind(at, 'afterMonths');
  const days = ofKind(at, 'afterDays') ?? ofKind(at, 'inactivity');
  const fixed = ofKind(at, 'fixedDate');
  if (at.value.kind === 'never') return null;
  const transition = seenAs<{ existing: 'keep' | 'apply'; noticeDays: number | string }>(at);
  return (
    <>
      {months ? <NumberField at={months.key('months')} /> : null}
      {days ? <NumberField at={seenAs<{ days: number | string }>(days).key('days')} /> : null}
      {fixed ? <DateFields at={fixed} /> : null}
      <ChoiceField at={transition.key('existing')} options={['keep', 'apply']} />
      {transition.value.existing === 'apply' ? <NumberField at={transition.key('noticeDays')} /> : null}
    </>
  );
}

function DateFields({ at }: { at: Lens<Typed<Extract<Expiry, { kind: 'fixedDate' }>>> }) {
  const { locale } = useAdmin();
  const names = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const day = useField(`${at.path}.day`);
  const month = useField(`${at.path}.month`);
  return (
    <>
      <FormLayout.Group condensed>
        <Select
          label={day.label}
          options={Array.from({ length: 31 }, (_, index) => String(index + 1))}
          value={String(at.value.day)}
          error={day.problem}
          onChange={(chosen) => at.key('day').set(Number(chosen))}
        />
        <Select
          label={month.label}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: names.format(Date.UTC(2024, index, 1)),
          }))}
          value={String(at.value.month)}
          onChange={(chosen) => at.key('month').set(Number(chosen))}
        />
      </FormLayout.Group>
      <NumberField at={at.key('atLeastDays')} />
    </>
  );
}

/** Another kind brings fields of its own; what becomes of points that are there already stays as chosen. */
function kindOf(at: ExpiryLens): Lens<Expiry['kind']> {
  const { value } = at;
  const kept =
    value.kind === 'never'
      ? { existing: 'keep' as const, noticeDays: 60 }
      : { existing: value.existing, noticeDays: value.noticeDays };
  const fresh = (kind: Expiry['kind']): Typed<Expiry> => {
    switch (kind) {
      case 'never':
        return { kind };
      case 'afterMonths':
        return { kind, months: 36, ...kept };
      case 'afterDays':
      case 'inactivity':
        return { kind, days: THREE_YEARS_DAYS, ...kept };
      case 'fixedDate':
        return { kind, month: 12, day: 31, atLeastDays: THREE_YEARS_DAYS, ...kept };
    }
  };
  return { ...at.key('kind'), set: (kind) => at.set(fresh(kind)) };
}
