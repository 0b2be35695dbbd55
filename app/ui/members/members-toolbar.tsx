/** Search and order of the list of members. The search runs when it is sent, not on each letter. */
import { Box, Button, Form, Icon, InlineGrid, InlineStack, Select, TextField } from '@shopify/polaris';
import { FilterIcon, SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useRef, useState } from 'react';
import type { MembersSort } from '#app/presenters/present-members.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { membersTexts } from '#app/ui/texts/members.ts';

const SEARCH_LENGTH_MIN = 2;
const SEARCH_PAUSE_MS = 350;

type MembersToolbarProps = {
  search: string;
  sort: MembersSort;
  onSearch: (search: string) => void;
  onSort: (sort: MembersSort) => void;
  filtersOpen: boolean;
  onFilters: () => void;
};

export function MembersToolbar({
  search,
  sort,
  onSearch,
  onSort,
  filtersOpen,
  onFilters,
}: MembersToolbarProps) {
  const texts = useTexts(membersTexts);
  const [typed, setTyped] = useState(search);
  const wanted = typed.trim();
  const sent = useRef(search);
  const send = (text: string) => {
    if (text === sent.current || (text !== '' && text.length < SEARCH_LENGTH_MIN)) return;
    sent.current = text;
    onSearch(text);
  };
  // A pause in typing sends the search as well; each letter would not.
  useEffect(() => {
    const timer = setTimeout(() => send(wanted), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const clear = () => {
    setTyped('');
    send('');
  };
  return (
    <Box padding="300">
      <InlineGrid columns={{ xs: 1, md: ['twoThirds', 'oneThird'] }} gap="300">
        <Form onSubmit={() => send(wanted)}>
          <TextField
            label={texts.search}
            labelHidden
            autoComplete="off"
            type="search"
            placeholder={texts.searchPlaceholder}
            prefix={<Icon source={SearchIcon} />}
            value={typed}
            onChange={setTyped}
            clearButton
            onClearButtonClick={clear}
          />
        </Form>
        <InlineStack align="end" gap="200">
          {search === '' ? (
            <Button icon={FilterIcon} pressed={filtersOpen} ariaExpanded={filtersOpen} onClick={onFilters}>
              {texts.filters.button}
            </Button>
          ) : null}
          {search === '' ? (
            <Select
              label={texts.sort}
              labelInline
              options={[
                { value: 'balance', label: texts.sorts.balance },
                { value: 'newest', label: texts.sorts.newest },
                { value: 'active', label: texts.sorts.active },
              ]}
              value={sort}
              onChange={(value) => onSort(value as MembersSort)}
            />
          ) : (
            <Button onClick={clear}>{texts.clear}</Button>
          )}
        </InlineStack>
      </InlineGrid>
    </Box>
  );
}
