/** CSV as data sets and Shopify's exports have it: quotes doubled inside quotes, rows may hold line breaks. */

/** Rows as records by the names in the first row. */
export function* parseCsv(text: string): Generator<Record<string, string>> {
  const rows = parseRows(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const head = rows.next();
  if (head.done) return;
  const names = head.value.map((name) => name.trim());
  for (const row of rows) {
    if (row.length === 1 && row[0] === '') continue;
    const record: Record<string, string> = {};
    names.forEach((name, index) => (record[name] = row[index] ?? ''));
    yield record;
  }
}

function* parseRows(text: string): Generator<string[]> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [value, next] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    row.push(value);
    at = next;
    if (text[at] === ',') {
      at += 1;
      if (at >= text.length) row.push('');
      continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}

function plain(text: string, from: number): [string, number] {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return [text.slice(from, at), at];
}

function quoted(text: string, from: number): [string, number] {
  let value = '';
  let at = from;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end === -1) return [value + text.slice(at), text.length];
    value += text.slice(at, end);
    if (text[end + 1] !== '"') return [value, end + 1];
    value += '"';
    at = end + 2;
  }
}
