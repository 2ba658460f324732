/** Scalars: what a client may write for them, and how they are answered. */
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { type LanguageTag, parseLanguageTag } from '../../core/language.ts';
import type { Resolvers } from '../generated/resolvers.ts';

function readLanguageTag(value: unknown): LanguageTag {
  const tag = typeof value === 'string' ? parseLanguageTag(value) : undefined;
  if (tag !== undefined) return tag;
  const message = `${JSON.stringify(value)} is not a language tag; send a BCP 47 tag such as "en".`;
  throw new GraphQLError(message, { extensions: { code: 'INVALID_LANGUAGE', tag: value } });
}

function readText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError(`${JSON.stringify(value)} is not a string.`);
}

export const scalarResolvers = {
  LanguageTag: new GraphQLScalarType<LanguageTag, string>({
    name: 'LanguageTag',
    coerceInputValue: readLanguageTag,
    coerceOutputValue: readText,
  }),
  DateTime: new GraphQLScalarType<string, string>({ name: 'DateTime', coerceOutputValue: readText }),
  URI: new GraphQLScalarType<string, string>({
    name: 'URI',
    coerceInputValue: readText,
    coerceOutputValue: readText,
  }),
} satisfies Resolvers;
