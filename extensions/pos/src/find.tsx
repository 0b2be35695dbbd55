/** Finds whom staff have before them: by telephone, mail or name, or by the code that she shows. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FindReply, Person } from '../../../app/core/contracts/till.ts';
import { askFind, Refusal } from './ask-till.ts';
import { say, sayRefusal } from './words.ts';

const TEXT_LENGTH_MIN = 2;

type Search =
  | { state: 'idle' }
  | { state: 'busy' }
  | { state: 'failed'; text: string }
  | { state: 'found'; reply: FindReply };

export function Find({ onChoose }: { onChoose: (person: Person) => Promise<void> }) {
  const [text, setText] = useState('');
  const [search, setSearch] = useState<Search>({ state: 'idle' });
  /** Of several searches the last one counts, whichever answer comes first. */
  const last = useRef({ text: '', turn: 0 });

  async function find(wanted: string, scanned: boolean): Promise<void> {
    const asked = wanted.trim();
    if (asked.length < TEXT_LENGTH_MIN) return;
    const turn = last.current.turn + 1;
    last.current = { text: asked, turn };
    setSearch({ state: 'busy' });
    const result = await ask(asked);
    if (last.current.turn !== turn) return;
    setSearch(result);
    const [first, ...others] = result.state === 'found' ? result.reply.people : [];
    if (scanned && first && others.length === 0) await onChoose(first);
  }

  useScanner((data) => {
    setText(data);
    void find(data, true);
  });
  const camera = shopify.scanner.sources.current.value.includes('camera');
  return (
    <>
      <s-search-field
        placeholder={say('find.placeholder')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value ?? '')}
        onChange={(event) => {
          const typed = event.currentTarget.value ?? '';
          setText(typed);
          if (typed.trim() !== last.current.text) void find(typed, false);
        }}
      />
      <s-stack direction="inline" gap="base">
        <s-button
          variant="primary"
          loading={search.state === 'busy'}
          onClick={() => void (search.state === 'busy' ? undefined : find(text, false))}
        >
          {say('find.search')}
        </s-button>
        {camera ? (
          <s-button variant="secondary" onClick={() => shopify.scanner.showCameraScanner()}>
            {say('find.scan')}
          </s-button>
        ) : null}
      </s-stack>
      <Result search={search} onChoose={onChoose} />
    </>
  );
}

async function ask(text: string): Promise<Search> {
  try {
    return { state: 'found', reply: await askFind(text) };
  } catch (error) {
    return { state: 'failed', text: sayRefusal(error instanceof Refusal ? error.code : null) };
  }
}

/** What was scanned before the screen opened belongs to something else. */
function useScanner(onScan: (data: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const { current } = shopify.scanner.scannerData;
    const before = current.value;
    return current.subscribe((scan) => {
      if (scan === before || !scan.data) return;
      shopify.scanner.hideCameraScanner();
      latest.current(scan.data);
    });
  }, []);
}

function Result({ search, onChoose }: { search: Search; onChoose: (person: Person) => Promise<void> }) {
  if (search.state === 'failed') return <s-banner tone="critical" heading={search.text} />;
  if (search.state !== 'found') return null;
  const { people, partial } = search.reply;
  return (
    <>
      {partial ? <s-banner tone="warning" heading={say('find.partial')} /> : null}
      {people.length === 0 ? <s-text>{say('find.none')}</s-text> : null}
      {people.map((person) => (
        <s-clickable key={person.customerId} onClick={() => void onChoose(person)}>
          <s-stack gap="small-300" padding="small">
            <s-text type="strong">
              {person.name ?? person.email ?? say('find.nameless', { id: person.customerId })}
            </s-text>
            {person.name && person.email ? <s-text color="subdued">{person.email}</s-text> : null}
            {person.available === null ? null : (
              <s-text color="subdued">
                {say('find.points', { points: shopify.i18n.formatNumber(person.available) })}
              </s-text>
            )}
          </s-stack>
        </s-clickable>
      ))}
    </>
  );
}
