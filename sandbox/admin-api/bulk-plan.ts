/**
 * The plan of a bulk query: which fields each object line has and which connections become lines of their own.
 * Refuses what Shopify refuses: no connection, more than five, nested deeper than two, or one inside a list.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { CheckedDocument } from './schema.ts';

export type PlannedField = {
  name: string;
  alias: string;
  args: Record<string, unknown>;
  /** Only for objects of these types; null for all. */
  onlyOn: Set<string> | null;
  shape: 'leaf' | 'instant' | 'object' | 'list' | 'connection';
  fields: PlannedField[];
};

export class BulkRefusal extends Error {}

export function planBulk(schema: GraphQLSchema, checked: CheckedDocument): PlannedField {
  const { definitions } = checked.document;
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const operation = operations[0];
  if (operations.length !== 1 || !operation)
    throw new BulkRefusal('Bulk queries must contain exactly one operation');
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const entry of definitions)
    if (entry.kind === Kind.FRAGMENT_DEFINITION) fragments.set(entry.name.value, entry);
  const query = schema.getQueryType();
  if (!query) throw new Error('the schema has no query type');
  const roots = planFields(schema, fragments, query, operation.selectionSet, null);
  const root = roots[0];
  if (roots.length !== 1 || root?.shape !== 'connection') {
    throw new BulkRefusal('Bulk queries must contain at least one connection at the top level.');
  }
  checkDepth(root);
  return root;
}

function planFields(
  schema: GraphQLSchema,
  fragments: Map<string, FragmentDefinitionNode>,
  type: GraphQLNamedType,
  selections: SelectionSetNode,
  onlyOn: Set<string> | null,
): PlannedField[] {
  return selections.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [planField(schema, fragments, type, selection, onlyOn)];
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
    if (!condition) return [];
    const narrowed = condition === type ? onlyOn : new Set(typeNames(schema, condition));
    return planFields(schema, fragments, condition, fragment.selectionSet, narrowed);
  });
}

function planField(
  schema: GraphQLSchema,
  fragments: Map<string, FragmentDefinitionNode>,
  parent: GraphQLNamedType,
  node: FieldNode,
  onlyOn: Set<string> | null,
): PlannedField {
  const name = node.name.value;
  const base = { name, alias: node.alias?.value ?? name, args: argumentsOf(node), onlyOn };
  const definition = 'getFields' in parent ? parent.getFields()[name] : undefined;
  const fieldType = definition && 'type' in definition ? definition.type : undefined;
  if (!fieldType) return { ...base, shape: 'leaf', fields: [] };
  const named = getNamedType(fieldType);
  if (!node.selectionSet)
    return { ...base, shape: named.name === 'DateTime' ? 'instant' : 'leaf', fields: [] };
  const nodeType = isObjectType(named) && named.name.endsWith('Connection') ? nodeTypeOf(named) : undefined;
  if (nodeType) {
    const inner = nodeSelections(node.selectionSet, fragments).flatMap((set) =>
      planFields(schema, fragments, nodeType, set, null),
    );
    return { ...base, shape: 'connection', fields: inner };
  }
  const fields = isCompositeType(named) ? planFields(schema, fragments, named, node.selectionSet, null) : [];
  return { ...base, shape: isListType(getNullableType(fieldType)) ? 'list' : 'object', fields };
}

/** The selections below `edges { node { … } }` and `nodes { … }`. */
function nodeSelections(
  selections: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
): SelectionSetNode[] {
  return selections.selections.flatMap((selection): SelectionSetNode[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      return fragment ? nodeSelections(fragment.selectionSet, fragments) : [];
    }
    if (!selection.selectionSet) return [];
    if (selection.kind === Kind.FIELD && ['node', 'nodes'].includes(selection.name.value))
      return [selection.selectionSet];
    return nodeSelections(selection.selectionSet, fragments);
  });
}

function nodeTypeOf(connection: GraphQLObjectType): GraphQLNamedType {
  const nodes = connection.getFields()['nodes'];
  if (!nodes) throw new Error(`${connection.name} has no nodes`);
  return getNamedType(nodes.type);
}

function typeNames(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map((entry) => entry.name) : [];
}

function argumentsOf(node: FieldNode): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const argument of node.arguments ?? [])
    args[argument.name.value] = valueFromASTUntyped(argument.value);
  return args;
}

function checkDepth(root: PlannedField): void {
  let connections = 0;
  const walk = (field: PlannedField, depth: number, insideList: boolean) => {
    const here = field.shape === 'connection';
    if (here) connections += 1;
    if (here && insideList)
      throw new BulkRefusal('Queries that contain a connection field within a list field are not supported.');
    if (depth + (here ? 1 : 0) > 3)
      throw new BulkRefusal('Bulk queries cannot contain connections nested more than 2 levels deep.');
    for (const child of field.fields)
      walk(child, depth + (here ? 1 : 0), insideList || field.shape === 'list');
  };
  walk(root, 0, false);
  if (connections > 5) throw new BulkRefusal('Bulk queries cannot contain more than 5 connections.');
}
