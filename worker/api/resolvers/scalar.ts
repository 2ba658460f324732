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

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** A moment, in UTC whatever the client's offset. */
function readDateTime(value: unknown): string {
  const time = typeof value === 'string' && RFC_3339.test(value) ? Date.parse(value.toUpperCase()) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new GraphQLError(`${JSON.stringify(value)} is not a moment; send RFC 3339, such as "2026-11-23T08:15:00Z".`);
}

export const scalarResolvers = {
  LanguageTag: new GraphQLScalarType<LanguageTag, string>({
    name: 'LanguageTag',
    coerceInputValue: readLanguageTag,
    coerceOutputValue: readText,
  }),
  DateTime: new GraphQLScalarType<string, string>({
    name: 'DateTime',
    coerceInputValue: readDateTime,
    coerceOutputValue: readText,
  }),
  URI: new GraphQLScalarType<string, string>({
    name: 'URI',
    coerceInputValue: readText,
    coerceOutputValue: readText,
  }),
} satisfies Resolvers;
