import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exceededLimit } from '../../worker/api/document-limits.ts';
import { createTestApp } from '../support/app.ts';

const nested = (depth: number): string =>
  `{ skill(id: "skill:java") ${'{ broader '.repeat(depth - 1)}{ id }${' }'.repeat(depth - 1)} }`;

describe('depth', () => {
  it('counts fields within fields', () => {
    expect(exceededLimit(parse(nested(14)))).toBeUndefined();
    expect(exceededLimit(parse(nested(15)))).toEqual({ code: 'DEPTH_LIMIT', value: 16, maximum: 15 });
  });

  it('sees through fragments, once each', () => {
    const spread = Array.from(
      { length: 20 },
      (_, level) => `fragment F${level} on Skill { broader { ...F${level + 1} } }`,
    );
    const document = `{ skill(id: "a") { ...F0 } } ${spread.join(' ')} fragment F20 on Skill { id }`;
    expect(exceededLimit(parse(document))).toMatchObject({ code: 'DEPTH_LIMIT', value: 22 });
  });

  it('ends on fragments that hold themselves', () => {
    expect(exceededLimit(parse('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'))).toBeUndefined();
  });

  it('lets introspection pass', async () => {
    expect(
      exceededLimit(parse(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }))),
    ).toBeUndefined();
    const { status, data } = await createTestApp().ask(getIntrospectionQuery());
    expect(status).toBe(200);
    expect(data.__schema.types.length).toBeGreaterThan(30);
  });
});

describe('aliases and directives', () => {
  it.each([30, 31])('%i aliases', (count) => {
    const aliases = Array.from({ length: count }, (_, index) => `a${index}: __typename`);
    const expected = count > 30 ? { code: 'ALIAS_LIMIT', value: count, maximum: 30 } : undefined;
    expect(exceededLimit(parse(`{ ${aliases.join(' ')} }`))).toEqual(expected);
  });

  it.each([30, 31])('%i directives', (count) => {
    const expected = count > 30 ? { code: 'DIRECTIVE_LIMIT', value: count, maximum: 30 } : undefined;
    expect(exceededLimit(parse(`{ __typename ${'@include(if: true) '.repeat(count)} }`))).toEqual(expected);
  });
});

describe('a document over a limit', () => {
  const app = createTestApp();
  const tokens = (count: number): string => `{${' __typename'.repeat(count - 2)} }`;

  it.each([
    ['DEPTH_LIMIT', nested(40)],
    ['ALIAS_LIMIT', `{ ${Array.from({ length: 200 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
    ['TOKEN_LIMIT', tokens(2_001)],
  ])('%s is answered with 400 and the code, whatever the media type', async (code, query) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, data, errors } = await app.ask(query, {}, { accept });
      expect(status).toBe(400);
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
    }
  });
});
