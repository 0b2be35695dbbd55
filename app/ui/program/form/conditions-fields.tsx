/** When, where and for whom a rule or campaign holds. */
import { BlockStack, Collapsible, Button, FormLayout, InlineStack } from '@shopify/polaris';
import { useId, useState } from 'react';
import { type Campaign, CHANNELS, type EarningRule } from '#app/core/program/earning-rules.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { AmountField, DayField, SeveralField } from '#app/ui/program/form/fields.tsx';
import { useForm, useValueWord } from '#app/ui/program/form/form-context.tsx';
import { type Lens, seenAs, type Typed } from '#app/ui/program/form/lens.ts';
import { LanguagesField, TagsField } from '#app/ui/program/form/list-fields.tsx';
import { formTexts } from '#app/ui/texts/program-form.ts';

type Conditions = Pick<EarningRule, 'channels' | 'tiers' | 'segments' | 'title'>;

/** For rules of orders also the value that an order must reach; campaigns have their days elsewhere. */
export function ConditionsFields({
  at,
  minimum,
  days,
}: {
  at: Lens<Typed<EarningRule>> | Lens<Typed<Campaign>>;
  minimum: boolean;
  days: boolean;
}) {
  const texts = useTexts(formTexts);
  const id = useId();
  const { tiers } = useForm();
  const word = useValueWord();
  const shared = seenAs<Conditions>(at);
  const [open, setOpen] = useState(false);
  return (
    <BlockStack gap="200">
      <InlineStack>
        <Button
          variant="plain"
          disclosure={open ? 'up' : 'down'}
          ariaExpanded={open}
          ariaControls={id}
          onClick={() => setOpen(!open)}
        >
          {texts.conditionsShow}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={open}>
        {open ? (
          <FormLayout>
            {minimum ? (
              <AmountField
                at={seenAs<{ minimumSubtotal?: string }>(at).key('minimumSubtotal')}
                empty={undefined}
              />
            ) : null}
            {days ? (
              <FormLayout.Group>
                <DayField at={seenAs<{ from?: string }>(at).key('from')} empty={undefined} />
                <DayField at={seenAs<{ until?: string }>(at).key('until')} empty={undefined} />
              </FormLayout.Group>
            ) : null}
            {tiers.length > 0 ? (
              <SeveralField
                at={shared.key('tiers')}
                options={tiers.map((tier) => ({ value: tier.id, label: tier.name }))}
              />
            ) : null}
            <SeveralField
              at={shared.key('channels')}
              options={CHANNELS.map((value) => ({ value, label: word(`${at.path}.channels`, value) }))}
            />
            <TagsField at={shared.key('segments')} empty={undefined} />
            <LanguagesField at={shared.key('title')} empty={undefined} />
          </FormLayout>
        ) : null}
      </Collapsible>
    </BlockStack>
  );
}
