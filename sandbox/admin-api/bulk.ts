/**
 * Bulk operations: run in the background, in slices so that the store stays answerable, into a JSONL file with
 * `__parentId`, and end with the `bulk_operations/finish` webhook.
 */
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SandboxContext } from '../store/context.ts';
import { emit } from '../store/events.ts';
import { gid, nextId } from '../store/ids.ts';
import type { BulkOperation, Id } from '../store/model.ts';
import { bulkNode } from './bulk-node.ts';
import { BulkRefusal, planBulk, type PlannedField } from './bulk-plan.ts';
import { EVERYTHING, type Everything } from './connection.ts';
import { toSeconds } from './instants.ts';
import { NotSimulated } from './not-simulated.ts';
import type { AdminSchema } from './schema.ts';

export type BulkRunner = {
  run: (query: string) => unknown;
  cancel: (id: Id) => unknown;
  /** While held, operations that run come to no end. */
  hold: (held: boolean) => void;
  /** Seven days have passed: the files of all operations are gone. */
  expire: () => void;
  /** Resolves when nothing runs. */
  idle: () => Promise<void>;
};

const CONCURRENT_MAX = 5;
const SLICE = 250;

export function makeBulkRunner(options: {
  context: SandboxContext;
  schema: AdminSchema;
  folder: string;
  root: () => Record<string, unknown>;
}): BulkRunner {
  const { context, schema } = options;
  const running = new Map<Id, Promise<void>>();
  const gate = makeGate();
  const refuse = (message: string, code = 'INVALID') => ({
    bulkOperation: null,
    userErrors: [{ __typename: 'BulkOperationUserError', field: ['query'], code, message }],
  });
  return {
    run: (query) => {
      const checked = schema.check(query);
      const [problem] = checked.errors;
      if (problem) return refuse(`Invalid bulk query: ${problem.message}`);
      if (running.size >= CONCURRENT_MAX) {
        return refuse(
          `A bulk query operation for this app and shop is already in progress: ${[...running.keys()].at(-1)}.`,
          'LIMIT_REACHED',
        );
      }
      try {
        const plan = planBulk(schema.schema, checked);
        const operation = createOperation(context, query);
        const work = execute({ ...options, gate }, operation, plan).finally(() =>
          running.delete(operation.id),
        );
        running.set(operation.id, work);
        return { bulkOperation: bulkNode(context, operation), userErrors: [] };
      } catch (error) {
        if (error instanceof BulkRefusal) return refuse(error.message);
        throw error;
      }
    },
    cancel: (id) => {
      const operation = context.state.bulkOperations.get(id);
      if (operation && running.has(id)) operation.status = 'CANCELED';
      return { bulkOperation: operation ? bulkNode(context, operation) : null, userErrors: [] };
    },
    hold: gate.hold,
    expire: () => {
      for (const { file } of context.state.bulkOperations.values())
        if (file !== null) rmSync(path.join(options.folder, file), { force: true });
    },
    idle: async () => {
      await Promise.all(running.values());
    },
  };
}

type Gate = { hold: (held: boolean) => void; pass: () => Promise<void> };

function makeGate(): Gate {
  let open = () => {};
  let passage: Promise<void> | undefined;
  return {
    hold(held) {
      if (held) passage ??= new Promise((resolve) => (open = resolve));
      else {
        open();
        passage = undefined;
      }
    },
    pass: async () => passage,
  };
}

function createOperation(context: SandboxContext, query: string): BulkOperation {
  const operation: BulkOperation = {
    id: nextId(context.state, 'bulkOperation'),
    query,
    status: 'CREATED',
    errorCode: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: null,
    file: null,
    createdAt: context.clock.iso(),
    completedAt: null,
  };
  context.state.bulkOperations.set(operation.id, operation);
  context.changed();
  return operation;
}

async function execute(
  options: Parameters<typeof makeBulkRunner>[0] & { gate: Gate },
  operation: BulkOperation,
  plan: PlannedField,
): Promise<void> {
  const { context, folder } = options;
  await nextTurn();
  operation.status = 'RUNNING';
  const name = `bulk-${operation.id}.jsonl`;
  try {
    mkdirSync(folder, { recursive: true });
    operation.fileSize = await writeResult(operation, plan, options.root(), path.join(folder, name));
    await options.gate.pass();
    operation.file = name;
    if (hasStatus(operation, 'RUNNING')) operation.status = 'COMPLETED';
  } catch (error) {
    operation.status = 'FAILED';
    operation.errorCode = 'INTERNAL_SERVER_ERROR';
    context.log(`bulk operation failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  operation.completedAt = context.clock.iso();
  emit(context, 'bulk_operations/finish', {
    admin_graphql_api_id: gid('BulkOperation', operation.id),
    completed_at: operation.completedAt,
    created_at: operation.createdAt,
    error_code: operation.errorCode,
    status: operation.status.toLowerCase(),
    type: 'query',
  });
}

/** Reads the status anew: it may have been cancelled meanwhile. */
function hasStatus(operation: BulkOperation, status: BulkOperation['status']): boolean {
  return operation.status === status;
}

async function writeResult(
  operation: BulkOperation,
  plan: PlannedField,
  root: Record<string, unknown>,
  file: string,
): Promise<number> {
  const { items, toNode } = everythingOf(root, plan);
  const stream = createWriteStream(file);
  let bytes = 0;
  for (let from = 0; from < items.length && hasStatus(operation, 'RUNNING'); from += SLICE) {
    const lines: string[] = [];
    for (const item of items.slice(from, from + SLICE)) writeNode(toNode(item), plan.fields, null, lines);
    const text = lines.join('');
    bytes += Buffer.byteLength(text);
    operation.objectCount += lines.length;
    operation.rootObjectCount = Math.min(items.length, from + SLICE);
    if (!stream.write(text)) await once(stream, 'drain');
    await nextTurn();
  }
  stream.end();
  await once(stream, 'finish');
  return bytes;
}

/** One line for the object, then the lines of its connections. */
function writeNode(node: unknown, fields: PlannedField[], parentId: string | null, lines: string[]): void {
  const children: { nodes: Everything; field: PlannedField }[] = [];
  const line = readFields(node, fields, (nodes, field) => children.push({ nodes, field }));
  if (parentId !== null) line['__parentId'] = parentId;
  lines.push(`${JSON.stringify(line)}\n`);
  const id = typeof line['id'] === 'string' ? line['id'] : (parentId ?? '');
  for (const { nodes, field } of children) {
    for (const item of nodes.items) writeNode(nodes.toNode(item), field.fields, id, lines);
  }
}

function readFields(
  source: unknown,
  fields: PlannedField[],
  onConnection: (nodes: Everything, field: PlannedField) => void,
): Record<string, unknown> {
  const record = source as Record<string, unknown>;
  const type = String(record['__typename']);
  const line: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.onlyOn && !field.onlyOn.has(type)) continue;
    if (field.shape === 'connection') {
      onConnection(everythingOf(record, field), field);
      continue;
    }
    const value = readField(record, field);
    if (field.shape === 'instant') line[field.alias] = toSeconds(value);
    else if (field.shape === 'leaf' || value === null) line[field.alias] = value;
    else if (field.shape === 'object')
      line[field.alias] = merge(line[field.alias], readFields(value, field.fields, onConnection));
    else line[field.alias] = (value as unknown[]).map((item) => readFields(item, field.fields, onConnection));
  }
  return line;
}

function readField(record: Record<string, unknown>, field: PlannedField): unknown {
  if (!(field.name in record))
    throw new NotSimulated(`${String(record['__typename'] ?? 'Query')}.${field.name}`);
  const value = record[field.name];
  return typeof value === 'function' ? (value as (args: unknown) => unknown)(field.args) : value;
}

function everythingOf(record: Record<string, unknown>, field: PlannedField): Everything {
  const connection = readField(record, field) as { [EVERYTHING]?: Everything };
  const everything = connection[EVERYTHING];
  if (!everything) throw new NotSimulated(field.name);
  return everything;
}

/** The same field may be asked for twice, by two fragments. */
function merge(known: unknown, more: Record<string, unknown>): Record<string, unknown> {
  return typeof known === 'object' && known !== null ? { ...known, ...more } : more;
}
