/**
 * Counts the instructions that a WebAssembly module executes: every function body gets counters, one per straight run of
 * instructions, that add to an exported global `__fuel`. The costs are wasmtime's defaults, by which Shopify counts
 * too: 1 each, nothing for nop, drop, block, loop, unreachable, return, else and end.
 */

const FREE = new Set([0x00, 0x01, 0x02, 0x03, 0x05, 0x0b, 0x0f, 0x1a]);
const SECTION = { import: 2, global: 6, export: 7, element: 9, code: 10, dataCount: 12 } as const;
/** Sections in the order that the format asks for, where the two that we add to stand before these. */
const AFTER_EXPORTS = new Set([8, 9, 10, 11, 12]);

export function addFuel(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const reader = new Reader(wasm, 8);
  const sections: { id: number; start: number; end: number }[] = [];
  while (!reader.done()) {
    const id = reader.byte();
    const size = reader.leb();
    sections.push({ id, start: reader.at, end: reader.at + size });
    reader.at += size;
  }
  const find = (id: number) => sections.find((section) => section.id === id);
  const fuel = importedGlobals(wasm, find(SECTION.import)) + countOf(wasm, find(SECTION.global));
  const parts: Uint8Array[] = [wasm.subarray(0, 8)];
  const write = (id: number, payload: Uint8Array) =>
    parts.push(Uint8Array.of(id, ...leb(payload.length)), payload);
  let [globals, exports] = [false, false];
  const addGlobals = () => {
    if (!globals) write(SECTION.global, extended(wasm, find(SECTION.global), NEW_GLOBAL));
    globals = true;
  };
  const addExports = () => {
    addGlobals();
    if (!exports) write(SECTION.export, extended(wasm, find(SECTION.export), exportOf(fuel)));
    exports = true;
  };
  for (const section of sections) {
    if (section.id === SECTION.global) addGlobals();
    else if (section.id === SECTION.export) addExports();
    else {
      if (AFTER_EXPORTS.has(section.id)) addExports();
      const body = wasm.subarray(section.start, section.end);
      write(section.id, section.id === SECTION.code ? countedCode(wasm, section, fuel) : body);
    }
  }
  addExports();
  return joined(parts);
}

/** A mutable i64 that begins with 0. */
const NEW_GLOBAL = Uint8Array.of(0x7e, 0x01, 0x42, 0x00, 0x0b);

function exportOf(global: number): Uint8Array {
  const name = new TextEncoder().encode('__fuel');
  return Uint8Array.of(name.length, ...name, 0x03, ...leb(global));
}

type Section = { start: number; end: number };

function extended(wasm: Uint8Array, section: Section | undefined, entry: Uint8Array): Uint8Array {
  if (!section) return joined([Uint8Array.of(1), entry]);
  const reader = new Reader(wasm, section.start);
  const count = reader.leb();
  return joined([Uint8Array.from(leb(count + 1)), wasm.subarray(reader.at, section.end), entry]);
}

function countOf(wasm: Uint8Array, section: Section | undefined): number {
  return section ? new Reader(wasm, section.start).leb() : 0;
}

function importedGlobals(wasm: Uint8Array, section: Section | undefined): number {
  if (!section) return 0;
  const reader = new Reader(wasm, section.start);
  let found = 0;
  for (let left = reader.leb(); left > 0; left -= 1) {
    reader.skipName();
    reader.skipName();
    const kind = reader.byte();
    if (kind === 0x00) reader.leb();
    else if (kind === 0x03) {
      reader.at += 2;
      found += 1;
    } else if (kind === 0x04) {
      reader.at += 1;
      reader.leb();
    } else {
      if (kind === 0x01) reader.at += 1;
      const limits = reader.leb();
      reader.leb();
      if (limits & 1) reader.leb();
    }
  }
  return found;
}

function countedCode(wasm: Uint8Array, section: Section, fuel: number): Uint8Array {
  const reader = new Reader(wasm, section.start);
  const count = reader.leb();
  const bodies: Uint8Array[] = [Uint8Array.from(leb(count))];
  for (let index = 0; index < count; index += 1) {
    const size = reader.leb();
    const [start, end] = [reader.at, reader.at + size];
    for (let locals = reader.leb(); locals > 0; locals -= 1) {
      reader.leb();
      reader.at += 1;
    }
    const body = joined([wasm.subarray(start, reader.at), counted(wasm, reader.at, end, fuel)]);
    bodies.push(Uint8Array.from(leb(body.length)), body);
    reader.at = end;
  }
  return joined(bodies);
}

/** One body, with a counter before every straight run of instructions. */
function counted(wasm: Uint8Array, start: number, end: number, fuel: number): Uint8Array {
  const reader = new Reader(wasm, start);
  const out: Uint8Array[] = [];
  let [from, cost] = [start, 0];
  const close = () => {
    // global.get, i64.const, i64.add, global.set
    if (cost > 0)
      out.push(Uint8Array.of(0x23, ...leb(fuel), 0x42, ...signedLeb(cost), 0x7c, 0x24, ...leb(fuel)));
    out.push(wasm.subarray(from, reader.at));
    [from, cost] = [reader.at, 0];
  };
  while (reader.at < end) {
    const op = reader.byte();
    if (!FREE.has(op)) cost += 1;
    skipImmediates(reader, op);
    if (endsRun(op)) close();
  }
  close();
  return joined(out);
}

/** After these the next instruction may be reached from elsewhere, or not at all. */
function endsRun(op: number): boolean {
  return op <= 0x0f && op !== 0x01;
}

function skipImmediates(reader: Reader, op: number): void {
  if (op >= 0x02 && op <= 0x04) return reader.skipBlockType();
  if (op === 0x0c || op === 0x0d) return void reader.leb();
  if (op === 0x0e) {
    for (let left = reader.leb(); left >= 0; left -= 1) reader.leb();
    return;
  }
  if (op === 0x10 || op === 0x12 || op === 0xd2) return void reader.leb();
  if (op === 0x11 || op === 0x13) {
    reader.leb();
    return void reader.leb();
  }
  if (op === 0x1c) {
    const types = reader.leb();
    reader.at += types;
    return;
  }
  if (op >= 0x20 && op <= 0x26) return void reader.leb();
  if (op >= 0x28 && op <= 0x3e) {
    reader.leb();
    return void reader.leb();
  }
  if (op === 0x3f || op === 0x40 || op === 0xd0) reader.at += 1;
  else if (op === 0x41 || op === 0x42) reader.leb();
  else if (op === 0x43) reader.at += 4;
  else if (op === 0x44) reader.at += 8;
  else if (op === 0xfc) skipBulk(reader);
  else if (op === 0xfd) throw new Error('vector instructions are not counted');
}

/** Saturating conversions have none, memory and table instructions one or two. */
function skipBulk(reader: Reader): void {
  const op = reader.leb();
  const immediates = op <= 7 ? 0 : [8, 10, 12, 14].includes(op) ? 2 : 1;
  for (let left = immediates; left > 0; left -= 1) reader.leb();
}

class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  done(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** An unsigned number below 2^53; of a signed one only the length matters. */
  leb(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 0x80) return value;
    }
  }

  skipName(): void {
    const length = this.leb();
    this.at += length;
  }

  skipBlockType(): void {
    const type = this.bytes[this.at] ?? 0;
    if (type === 0x40 || (type >= 0x6f && type <= 0x7f)) this.at += 1;
    else this.leb();
  }
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? byte | 0x80 : byte);
  } while (rest > 0);
  return bytes;
}

/** Of a number that is not negative: the sign bit of the last byte stays clear. */
function signedLeb(value: number): number[] {
  const bytes = leb(value);
  const last = bytes.at(-1) ?? 0;
  if ((last & 0x40) === 0) return bytes;
  return [...bytes.slice(0, -1), last | 0x80, 0x00];
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
