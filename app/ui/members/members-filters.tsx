/** Filters of the list of members: tier, segment, points, activity, state. They combine, and take effect together. */
import { BlockStack, Box, Button, ButtonGroup, InlineGrid, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { MemberFilters, MembersView } from '#app/presenters/present-members.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';
import { membersTexts } from '#app/ui/texts/members.ts';

export const NO_FILTERS: MemberFilters = {
  tier: null,
  segment: null,
  pointsMin: null,
  pointsMax: null,
  activeDays: null,
  state: null,
};

type MembersFiltersProps = {
  filters: MemberFilters;
  tiers: MembersView['tiers'];
  segments: MembersView['segments'];
  onFilter: (filters: MemberFilters) => void;
};

export function MembersFilters({ filters, tiers, segments, onFilter }: MembersFiltersProps) {
  const texts = useTexts(membersTexts).filters;
  const named = useNamed();
  const names = useTexts(segmentTexts);
  const [chosen, setChosen] = useState(filters);
  const change = (part: Partial<MemberFilters>) => setChosen((before) => ({ ...before, ...part }));
  const all = { label: texts.all, value: '' };
  return (
    <Box padding="300" paddingBlockStart="0">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onFilter(chosen);
        }}
      >
        <BlockStack gap="300">
          <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="300">
            {tiers.length > 0 ? (
              <Select
                label={texts.tier}
                options={[all, ...tiers.map(({ id, names }) => ({ value: id, label: named(names, id) }))]}
                value={chosen.tier ?? ''}
                onChange={(value) => change({ tier: value || null })}
              />
            ) : null}
            {segments.length > 0 || chosen.segment !== null ? (
              <Select
                label={texts.segment}
                options={[all, ...segments.map((value) => ({ value, label: names[value] ?? value }))]}
                value={chosen.segment ?? ''}
                onChange={(value) => change({ segment: value || null })}
              />
            ) : null}
            <Select
              label={texts.state}
              options={[all, ...Object.entries(texts.states).map(([value, label]) => ({ value, label }))]}
              value={chosen.state ?? ''}
              onChange={(value) => change({ state: (value || null) as MemberFilters['state'] })}
            />
            <Select
              label={texts.activity}
              options={[all, ...Object.entries(texts.activities).map(([value, label]) => ({ value, label }))]}
              value={chosen.activeDays === null ? '' : String(chosen.activeDays)}
              onChange={(value) => change({ activeDays: value === '' ? null : Number(value) })}
            />
            <PointsField
              label={texts.pointsMin}
              value={chosen.pointsMin}
              onChange={(pointsMin) => change({ pointsMin })}
            />
            <PointsField
              label={texts.pointsMax}
              value={chosen.pointsMax}
              onChange={(pointsMax) => change({ pointsMax })}
            />
          </InlineGrid>
          <ButtonGroup>
            <Button submit variant="primary">
              {texts.apply}
            </Button>
            <Button onClick={() => onFilter(NO_FILTERS)}>{texts.clear}</Button>
          </ButtonGroup>
        </BlockStack>
      </form>
    </Box>
  );
}

function PointsField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <TextField
      label={label}
      autoComplete="off"
      inputMode="numeric"
      value={value === null ? '' : String(value)}
      onChange={(text) => {
        const digits = text.replace(/\D/g, '').slice(0, 12);
        onChange(digits === '' ? null : Number(digits));
      }}
    />
  );
}
