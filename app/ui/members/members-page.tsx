/** The list of members: search, sort, one page at a time. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  IndexTable,
  Link,
  Page,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import type { MemberRow, MembersSort, MembersView } from '#app/presenters/present-members.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Centered } from '#app/ui/admin/centered.tsx';
import { MembersToolbar } from '#app/ui/members/members-toolbar.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { memberLabel, membersTexts } from '#app/ui/texts/members.ts';

type MembersPageProps = {
  view: MembersView;
  search: string;
  sort: MembersSort;
  loading: boolean;
  onSearch: (search: string) => void;
  onSort: (sort: MembersSort) => void;
  onPage: (direction: 'after' | 'before', key: string) => void;
};

export function MembersPage({ view, search, sort, loading, onSearch, onSort, onPage }: MembersPageProps) {
  const texts = useTexts(membersTexts);
  const nobody = view.rows.length === 0 && search === '' && view.previous === null;
  return (
    <Page title={texts.title} fullWidth>
      <TitleBar title={texts.title} />
      {nobody ? (
        <NoMembers />
      ) : (
        <Card padding="0">
          <MembersToolbar search={search} sort={sort} onSearch={onSearch} onSort={onSort} />
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
  const label = memberLabel(texts, row);
  return (
    <BlockStack>
      <Link url={`/app/members/${row.id}`} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {label}
        </Text>
      </Link>
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

function NoMembers() {
  const texts = useTexts(membersTexts);
  return (
    <Card>
      <Box paddingBlock="800">
        <Centered title={texts.emptyTitle} body={texts.emptyBody}>
          <Button url="/app">{texts.toHome}</Button>
        </Centered>
      </Box>
    </Card>
  );
}

function NoMatch({ search }: { search: string }) {
  const texts = useTexts(membersTexts);
  return <Centered title={texts.noMatchTitle} body={texts.noMatchBody(search)} />;
}
