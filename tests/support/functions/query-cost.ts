/**
 * What an input query costs by Shopify's table: a leaf 1, a metafield and a question about tags or collections 3 with
 * everything below them, `__typename` nothing. At most 30, and 3,000 bytes without comments.
 */
import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isLeafType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const THREE = new Set(['hasAnyTag', 'hasTags', 'inAnyCollection', 'inCollections']);
const PAID_ALREADY = new Set(['Metafield', 'HasTagResponse', 'CollectionMembership']);

export function queryCost(schema: GraphQLSchema, query: DocumentNode): number {
  const info = new TypeInfo(schema);
  let cost = 0;
  visit(
    query,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const field = info.getFieldDef();
        if (!field || name.value === '__typename' || PAID_ALREADY.has(info.getParentType()?.name ?? ''))
          return;
        const type = getNamedType(field.type);
        if (type.name === 'Metafield' || THREE.has(name.value)) cost += 3;
        else if (isLeafType(type)) cost += 1;
      },
    }),
  );
  return cost;
}

export function queryBytes(source: string): number {
  return Buffer.byteLength(source.replace(/#.*$/gm, ''));
}
