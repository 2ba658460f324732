/** The executable schema: the SDL of `schema/` and the resolvers. Built once an isolate, in about 10 ms. */
import { GraphQLSpecifiedByDirective, getDirectiveValues, isScalarType } from 'graphql';
import { createSchema } from 'graphql-yoga';
import type { ApiContext } from './context.ts';
import { sdl } from './generated/schema.ts';
import { resolvers } from './resolvers/index.ts';

export const schema = createSchema<ApiContext>({ typeDefs: sdl, resolvers });

// A scalar with code of its own loses what the SDL says of it; its syntax tree still has that.
for (const type of Object.values(schema.getTypeMap())) {
  if (!isScalarType(type) || type.astNode === undefined || type.astNode === null) continue;
  type.description = type.astNode.description?.value;
  const url: unknown = getDirectiveValues(GraphQLSpecifiedByDirective, type.astNode)?.['url'];
  type.specifiedByURL = typeof url === 'string' ? url : undefined;
}
