/** The list of members: search, sort, one page at a time. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import { useState } from 'react';
import type { MemberFilters, MemberRow, MembersSort, MembersView } from '#app/presenters/present-members.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { MembersFilters } from '#app/ui/members/members-filters.tsx';
import { MembersToolbar } from '#app/ui/members/members-toolbar.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { memberLabel, membersTexts } from '#app/ui/texts/members.ts';

type MembersPageProps = {
  view: MembersView;
  /** Whether this staff member may bring in and take out. */
  mayChange: boolean;
  search: string;
  sort: MembersSort;
  filters: MemberFilters;
  isFiltered: boolean;
  loading: boolean;
  onSearch: (search: string) => void;
  onSort: (sort: MembersSort) => void;
  onFilter: (filters: MemberFilters) => void;
  onPage: (direction: 'after' | 'before', key: string) => void;
};

export function MembersPage(props: MembersPageProps) {
  const { view, mayChange, search, filters, isFiltered, loading, onFilter, onPage } = props;
  const texts = useTexts(membersTexts);
  const [open, setOpen] = useState(isFiltered);
  const nobody = view.rows.length === 0 && search === '' && !isFiltered && view.previous === null;
  const ways = [
    { content: texts.import, url: '/app/members/import' },
    { content: texts.bulk, url: '/app/members/bulk' },
    { content: texts.export, url: '/app/members/export' },
  ];
  return (
    <Page title={texts.title} fullWidth secondaryActions={mayChange ? ways : []}>
      <TitleBar title={texts.title} />
      {nobody ? (
        <NoMembers mayImport={mayChange} />
      ) : (
        <Card padding="0">
          <MembersToolbar {...props} filtersOpen={open} onFilters={() => setOpen(!open)} />
          {open ? (
            <MembersFilters
              filters={filters}
              tiers={view.tiers}
              segments={view.segments}
              onFilter={onFilter}
            />
          ) : null}
          <Count view={view} />
          <MembersTable view={view} search={search} loading={loading} onPage={onPage} />
          {view.cut ? (
            <Box padding="400">
              <Banner tone="info">{texts.cut}</Banner>
            </Box>
          ) : null}
        </Card>
      )}
    </Page>
  );
}

function Count({ view }: { view: MembersView }) {
  const texts = useTexts(membersTexts);
  const { format } = useAdmin();
  if (!view.count) return null;
  const { number, more } = view.count;
  return (
    <Box paddingInline="300" paddingBlockEnd="200">
      <div role="status">
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.count(number, `${format.number(number)}${more ? '+' : ''}`)}
        </Text>
      </div>
    </Box>
  );
}

function MembersTable({
  view,
  search,
  loading,
  onPage,
}: Pick<MembersPageProps, 'view' | 'search' | 'loading' | 'onPage'>) {
  const { smDown } = useBreakpoints();
  const Row = smDown ? NarrowRow : WideRow;
  const texts = useTexts(membersTexts);
  const common = useTexts(commonTexts);
  const { columns } = texts;
  const { previous, next } = view;
  return (
    <IndexTable
      resourceName={{ singular: texts.singular, plural: texts.plural }}
      itemCount={view.rows.length}
      selectable={false}
      condensed={smDown}
      loading={loading}
      emptyState={<NoMatch search={search} />}
      headings={[
        { title: columns.member },
        { title: columns.available, alignment: 'end' },
        { title: columns.pending, alignment: 'end' },
        { title: columns.reserved, alignment: 'end' },
        { title: columns.debt, alignment: 'end' },
        { title: columns.since, alignment: 'end' },
      ]}
      {...(previous === null && next === null
        ? {}
        : {
            pagination: {
              hasPrevious: previous !== null,
              hasNext: next !== null,
              onPrevious: () => previous !== null && onPage('before', previous),
              onNext: () => next !== null && onPage('after', next),
              accessibilityLabels: { previous: common.previous, next: common.next },
            },
          })}
    >
      {/* Keyed by place: a new page fills the rows that are there, so that nothing on the screen jumps. */}
      {view.rows.map((row, index) => (
        <Row key={index} row={row} index={index} />
      ))}
    </IndexTable>
  );
}

function WideRow({ row, index }: { row: MemberRow; index: number }) {
  const { format } = useAdmin();
  return (
    <IndexTable.Row id={row.id} position={index}>
      <IndexTable.Cell>
        <MemberCell row={row} />
      </IndexTable.Cell>
      <NumberCell value={row.available} />
      <NumberCell value={row.pending} />
      <NumberCell value={row.reserved} />
      <NumberCell value={Math.abs(row.debt)} />
      <IndexTable.Cell>
        <Text as="span" alignment="end" tone="subdued">
          {format.date(row.createdAt)}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function NarrowRow({ row, index }: { row: MemberRow; index: number }) {
  const { format } = useAdmin();
  const { columns } = useTexts(membersTexts);
  const parts = [
    `${columns.available} ${format.number(row.available)}`,
    row.pending > 0 ? `${columns.pending} ${format.number(row.pending)}` : undefined,
    row.debt < 0 ? `${columns.debt} ${format.number(-row.debt)}` : undefined,
  ].filter((part) => part !== undefined);
  return (
    <IndexTable.Row id={row.id} position={index}>
      <Box padding="300" width="100%">
        <MemberCell row={row} />
        <Text as="span" variant="bodySm" tone="subdued">
          {parts.join(' · ')}
        </Text>
      </Box>
    </IndexTable.Row>
  );
}

function MemberCell({ row }: { row: MemberRow }) {
  const texts = useTexts(membersTexts);
  const named = useNamed();
  const label = memberLabel(texts, row);
  return (
    <BlockStack>
      <InlineStack gap="200">
        <Link url={`/app/members/${row.id}`} dataPrimaryLink monochrome removeUnderline>
          <Text as="span" fontWeight="semibold">
            {label}
          </Text>
        </Link>
        {row.tier ? <Badge>{named(row.tier.names, row.tier.id)}</Badge> : null}
        {row.isBlocked ? <Badge tone="critical">{texts.blocked}</Badge> : null}
      </InlineStack>
      {row.email && row.email !== label ? (
        <Text as="span" variant="bodySm" tone="subdued">
          {row.email}
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** A zero is quiet, so that what differs from zero stands out. */
function NumberCell({ value }: { value: number }) {
  const { format } = useAdmin();
  return (
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric {...(value === 0 ? { tone: 'subdued' as const } : {})}>
        {format.number(value)}
      </Text>
    </IndexTable.Cell>
  );
}

function NoMembers({ mayImport }: { mayImport: boolean }) {
  const texts = useTexts(membersTexts);
  return (
    <Card>
      <Box paddingBlock="800">
        <Centered title={texts.emptyTitle} body={texts.emptyBody}>
          <InlineStack gap="200" align="center">
            <Button url="/app">{texts.toHome}</Button>
            {mayImport ? <Button url="/app/members/import">{texts.import}</Button> : null}
          </InlineStack>
        </Centered>
      </Box>
    </Card>
  );
}

function NoMatch({ search }: { search: string }) {
  const texts = useTexts(membersTexts);
  const body = search === '' ? texts.noMatchFilters : texts.noMatchBody(search);
  return <Centered title={texts.noMatchTitle} body={body} />;
}
