/**
 * `POST /admin/api/VERSION/graphql.json` and `POST /admin/oauth/access_token`, with the faults that were asked for.
 */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { HttpBindings } from '@hono/node-server';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getNamedType,
  type GraphQLError,
  type GraphQLFieldResolver,
  isLeafType,
  Kind,
} from 'graphql';
import type { Context as HonoContext, Hono } from 'hono';
import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxContext } from '../store/context.ts';
import type { AppConfig } from '../webhooks/app-config.ts';
import { type BulkRunner, makeBulkRunner } from './bulk.ts';
import { type Fault, type FaultPlan, makeFaultPlan } from './faults.ts';
import { toSeconds } from './instants.ts';
import { mutationRoot } from './mutations.ts';
import { NotSimulated } from './not-simulated.ts';
import { acceptToken, grantToken } from './oauth.ts';
import { queryRoot } from './queries.ts';
import { type AdminSchema, type CheckedDocument, loadAdminSchema, OBJECT_COST } from './schema.ts';
import { type Bucket, makeBucket } from './throttle.ts';

export type SandboxHono = Hono<{ Bindings: HttpBindings }>;
type Request = HonoContext<{ Bindings: HttpBindings }>;
type Body = { query?: string; variables?: Record<string, unknown>; operationName?: string };
type Reply = { status: number; body: unknown };

export type AdminApi = {
  faults: FaultPlan;
  bucket: Bucket;
  bulk: BulkRunner;
  /** What the merchant has granted; changed in place. */
  scopes: string[];
  /** The last calls, newest last: which operations, with what outcome. */
  calls: { at: string; operations: string[]; status: number | string }[];
  /** Runs a document as the app would, without token and faults. */
  run: (query: string, variables?: Record<string, unknown>) => ExecutionResult;
};

type Parts = {
  context: SandboxContext;
  schemas: Map<string, AdminSchema>;
  scopes: string[];
  root: Record<string, unknown>;
  api: AdminApi;
  killApp: () => void;
};

const CALLS_KEPT = 2_000;

export function mountAdminApi(
  app: SandboxHono,
  context: SandboxContext,
  options: { appConfig: AppConfig; bulkFolder: string; killApp: () => void },
): AdminApi {
  const scopes = [...options.appConfig.scopes];
  const schema = loadAdminSchema('2026-07', scopes);
  const queries = queryRoot(context, scopes);
  const bulk = makeBulkRunner({ context, schema, folder: options.bulkFolder, root: () => queries });
  const root = { ...queries, ...mutationRoot(context, bulk) };
  const api: AdminApi = {
    faults: makeFaultPlan(),
    bucket: makeBucket(context.config.plus),
    bulk,
    scopes,
    calls: [],
    run: (query, variables = {}) =>
      runDocument(parts, schema, schema.check(query), { query, variables }, root),
  };
  const parts: Parts = {
    context,
    schemas: new Map([['2026-07', schema]]),
    scopes,
    root,
    api,
    killApp: options.killApp,
  };

  app.post('/admin/oauth/access_token', async (c) => {
    const faults = api.faults.strike(['oauth']);
    return withFaults(parts, c, ['oauth'], faults, async () =>
      grantToken(context, await readForm(c), scopes),
    );
  });
  app.post('/admin/api/:version/graphql.json', async (c) => {
    const token = c.req.header('x-shopify-access-token');
    if (!acceptToken(context, token)) return c.json(UNAUTHORIZED, 401);
    const body = (await c.req.json()) as Body;
    const schemaOfVersion = schemaFor(parts, c.req.param('version'));
    const checked = schemaOfVersion.check(body.query ?? '');
    const operations = rootFields(checked.document, body.operationName);
    const faults = api.faults.strike(operations);
    c.header('x-shopify-api-version', schemaOfVersion.version);
    return withFaults(parts, c, operations, faults, async () =>
      answer(parts, schemaOfVersion, checked, body, faults),
    );
  });
  return api;
}

const UNAUTHORIZED = {
  errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
};

/** Waits, breaks, kills and lies as the faults say, around the effect. */
async function withFaults(
  parts: Parts,
  c: Request,
  operations: string[],
  faults: Fault[],
  effect: () => Promise<Reply>,
): Promise<Response> {
  for (const fault of faults.filter((entry) => entry.kind === 'latency')) await pause(fault.ms);
  const breaks = (when: Fault['when']) =>
    faults.find((fault) => fault.when === when && BREAKING.includes(fault.kind));
  const before = breaks('before');
  if (before) return broken(parts, c, operations, before);
  const reply = await effect();
  const after = breaks('after');
  if (after) return broken(parts, c, operations, after);
  noteCall(parts, operations, reply.status);
  return c.json(reply.body as object, reply.status as 200);
}

const BREAKING: Fault['kind'][] = [
  'server_error',
  'timeout',
  'too_many_requests',
  'unauthorized',
  'kill_app',
];

async function broken(parts: Parts, c: Request, operations: string[], fault: Fault): Promise<Response> {
  noteCall(parts, operations, `${fault.kind} ${fault.when}`);
  parts.context.log(`fault: ${fault.kind} ${fault.when} ${operations.join(', ')}`);
  if (fault.kind === 'server_error') return c.json({ errors: fault.message ?? 'Internal Server Error' }, 500);
  if (fault.kind === 'too_many_requests')
    return c.json({ errors: 'Exceeded 2 calls per second for api client.' }, 429);
  if (fault.kind === 'unauthorized') return c.json(UNAUTHORIZED, 401);
  if (fault.kind === 'kill_app') parts.killApp();
  else await pause(fault.ms);
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function answer(
  parts: Parts,
  schema: AdminSchema,
  checked: CheckedDocument,
  body: Body,
  faults: Fault[],
): Reply {
  if (checked.errors.length > 0) return { status: 200, body: { errors: checked.errors.map(describeError) } };
  const { bucket } = parts.api;
  const throttled = faults.some((fault) => fault.kind === 'throttled');
  if (throttled || !bucket.take(checked.cost)) {
    const extensions = { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' };
    const errors = [{ message: 'Throttled', extensions }];
    return { status: 200, body: { errors, extensions: bucket.settle(checked.cost, null) } };
  }
  const failing = faults.find((fault) => fault.kind === 'graphql_error');
  const tally: Tally = { objects: 0 };
  const settled = () =>
    bucket.settle(checked.cost, Math.min(checked.cost, Math.ceil(tally.objects * OBJECT_COST) || 1));
  if (failing?.when === 'before')
    return { status: 200, body: { errors: [internalError(failing)], extensions: settled() } };
  const refused = faults.find((fault) => fault.kind === 'user_error');
  const root = refused ? { ...parts.root, ...refusals(checked.document, refused) } : parts.root;
  const result = runDocument(parts, schema, checked, body, root, tally);
  const extensions = settled();
  if (failing) return { status: 200, body: { errors: [internalError(failing)], extensions } };
  const errors = result.errors ? { errors: result.errors.map(describeError) } : {};
  return { status: 200, body: { data: result.data, ...errors, extensions } };
}

/** Objects that an answer held: what it cost in the end. */
type Tally = { objects: number };

function runDocument(
  parts: Parts,
  schema: AdminSchema,
  checked: CheckedDocument,
  body: Body,
  root: Record<string, unknown>,
  tally: Tally = { objects: 0 },
): ExecutionResult {
  if (checked.errors.length > 0) return { errors: checked.errors };
  const result = execute({
    schema: schema.schema,
    document: checked.document,
    variableValues: body.variables ?? {},
    operationName: body.operationName ?? null,
    rootValue: root,
    contextValue: tally,
    fieldResolver: resolveField,
    typeResolver: (value) => String((value as { __typename: unknown }).__typename),
  });
  if (result instanceof Promise) throw new Error('a resolver of the sandbox must not wait');
  for (const error of result.errors ?? []) {
    if (error.originalError instanceof NotSimulated) console.error(error.message);
    parts.context.log(`Admin API: ${error.message}`);
  }
  return result;
}

const resolveField: GraphQLFieldResolver<unknown, Tally> = (source, args, tally, info) => {
  if (!isLeafType(getNamedType(info.returnType))) tally.objects += 1;
  const record = source as Record<string, unknown>;
  const value = record[info.fieldName];
  if (value === undefined && !(info.fieldName in record)) {
    if (record['__missingIsNull']) return null;
    throw new NotSimulated(`${info.parentType.name}.${info.fieldName}`);
  }
  const resolved = typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value;
  return String(info.returnType).startsWith('DateTime') ? toSeconds(resolved) : resolved;
};

/** Where Shopify knows no internal error. */
const REFUSAL_CODES: Record<string, string> = { storeCreditAccountCredit: 'CREDIT_LIMIT_EXCEEDED' };

function refusals(document: DocumentNode, fault: Fault): Record<string, unknown> {
  const message = fault.message ?? 'Something went wrong, please try again';
  const payload = (name: string) => () => ({
    userErrors: [
      { field: null, code: REFUSAL_CODES[name] ?? 'INTERNAL_ERROR', message, __missingIsNull: true },
    ],
    __missingIsNull: true,
  });
  return Object.fromEntries(rootFields(document, undefined).map((name) => [name, payload(name)]));
}

function internalError(fault: Fault) {
  const message = fault.message ?? 'Internal error. Looks like something went wrong on our end.';
  return { message, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'sandbox' } };
}

function describeError(error: GraphQLError) {
  const { message, locations, path, extensions } = error.toJSON();
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: extensions ?? { code: 'invalid' },
  };
}

function rootFields(document: DocumentNode, operationName: string | undefined): string[] {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = operations.find((entry) => entry.name?.value === operationName) ?? operations[0];
  return (operation?.selectionSet.selections ?? []).flatMap((entry) =>
    entry.kind === Kind.FIELD ? entry.name.value : [],
  );
}

function schemaFor(parts: Parts, version: string): AdminSchema {
  const known = parts.schemas.get(version);
  if (known) return known;
  const loaded = loadAdminSchema(version, parts.scopes);
  parts.schemas.set(version, loaded);
  return loaded;
}

function noteCall(parts: Parts, operations: string[], status: number | string): void {
  parts.api.calls.push({ at: new Date().toISOString(), operations, status });
  if (parts.api.calls.length > CALLS_KEPT) parts.api.calls.shift();
}

/** Token requests come as JSON or as a form. */
async function readForm(c: Request): Promise<Record<string, unknown>> {
  if (c.req.header('content-type')?.includes('json')) return (await c.req.json()) as Record<string, unknown>;
  return await c.req.parseBody();
}
