import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../worker/core/failures.ts';
import { createOperationCheck } from '../../worker/api/operation-check.ts';
import { schema } from '../../worker/api/schema.ts';

const checkOperation = createOperationCheck(schema);

function check(query: string, variables: Record<string, unknown> = {}): Failure | undefined {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error('No operation');
  return checkOperation({ document, operation, variables }, (tag) => tag === 'en').failure;
}

describe('cost', () => {
  const cost = (query: string, variables?: Record<string, unknown>): number | undefined => {
    const failure = check(query, variables);
    return failure?.code === 'COST_LIMIT' ? failure.value : undefined;
  };

  it('is what lists within lists multiply to', () => {
    // occupations: 10 a call + 1 connection; 100 nodes; 100 connections of skills; 100 x 100 nodes.
    expect(cost('{ occupations(first: 100) { nodes { skills(first: 100) { nodes { id } } } } }')).toBe(10_211);
    expect(cost('{ occupations(first: 100) { nodes { skills(first: 90) { nodes { id } } } } }')).toBeUndefined();
  });

  it('counts what variables say', () => {
    const query = 'query ($n: Int!) { occupations(first: $n) { nodes { skills(first: 100) { nodes { id } } } } }';
    expect(cost(query, { n: 100 })).toBe(10_211);
    expect(cost(query, { n: 10 })).toBeUndefined();
  });

  it('counts the default of an argument that is left out', () => {
    const query = (argumentsText: string): string =>
      `{ a: occupations(first: 100) { nodes { skills(first: 100) { totalCount } narrowerOccupations { narrowerOccupations { skills${argumentsText} { nodes { id } } } } } } }`;
    expect(cost(query(''))).toBeGreaterThan(10_000);
    expect(cost(query('(first: 1)'))).toBeUndefined();
  });

  it('counts the candidates of rankTitles and the titles of normalizeTitles', () => {
    const rank = Array.from(
      { length: 12 },
      (_, index) => `a${index}: rankTitles(title: "x", candidates: $c) { score }`,
    );
    const candidates = Array.from({ length: 1_000 }, () => 'y');
    expect(cost(`query ($c: [String!]!) { ${rank.join(' ')} }`, { c: candidates })).toBeGreaterThan(10_000);
    expect(cost(`query ($c: [String!]!) { ${rank.slice(0, 5).join(' ')} }`, { c: candidates })).toBeUndefined();
    const normalize = Array.from({ length: 6 }, (_, index) => `a${index}: normalizeTitles(inputs: $i) { cleaned }`);
    const inputs = Array.from({ length: 100 }, () => ({ title: 'x' }));
    expect(cost(`query ($i: [TitleInput!]!) { ${normalize.join(' ')} }`, { i: inputs })).toBeGreaterThan(10_000);
  });

  it('counts a fragment as often as it is spread', () => {
    const fragment = 'fragment F on Query { occupations(first: 100) { nodes { skills(first: 50) { nodes { id } } } } }';
    expect(cost(`{ ...F } ${fragment}`)).toBeUndefined();
    expect(cost(`{ ...F ...F } ${fragment}`)).toBeGreaterThan(10_000);
  });
});

describe('fields', () => {
  it('are counted as often as fragments repeat them, and the walk stops', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`,
    );
    expect(check(`{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { __typename }`)).toMatchObject({
      code: 'FIELD_LIMIT',
    });
  });
});

describe('arguments', () => {
  const TITLES = 'query ($inputs: [TitleInput!]!) { normalizeTitles(inputs: $inputs) { cleaned } }';

  it('are checked within input objects, and the path is named', () => {
    const fault = (input: Record<string, unknown>): Failure | undefined =>
      check(TITLES, { inputs: [{ title: 'fine' }, { title: 'fine', ...input }] });
    expect(fault({})).toBeUndefined();
    expect(fault({ title: 'x'.repeat(513) })).toEqual({
      code: 'TEXT_TOO_LONG',
      argument: 'inputs[1].title',
      length: 513,
      maximum: 512,
    });
    expect(fault({ language: 'xx' })).toEqual({ code: 'INVALID_LANGUAGE', argument: 'inputs[1].language', tag: 'xx' });
    expect(fault({ skills: ['ok', 'a\0'] })).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'inputs[1].skills[1]' });
    expect(fault({ skills: Array.from({ length: 101 }, () => 'x') })).toMatchObject({
      code: 'LIST_TOO_LONG',
      argument: 'inputs[1].skills',
    });
  });

  it.each([100, 101, 1_000])('%i titles', (count) => {
    const inputs = Array.from({ length: count }, () => ({ title: 'x' }));
    const expected =
      count > 100 ? { code: 'LIST_TOO_LONG', argument: 'inputs', length: count, maximum: 100 } : undefined;
    expect(check(TITLES, { inputs })).toEqual(expected);
  });

  it('are checked in the document as in variables, and below fragments', () => {
    const query =
      '{ ...A } fragment A on Query { occupation(id: "x") { ... on Occupation { skills(first: 500) { totalCount } } } }';
    expect(check(query)).toEqual({ code: 'OUT_OF_RANGE', argument: 'first', value: 500, minimum: 1, maximum: 100 });
  });

  it.each(['\0', '\u0007', '\u001b[31m', '\u0085', '\udc00', 'a\ud800b'])('refuse %j in a text', (text) => {
    expect(check('query ($t: String!) { autocomplete(text: $t) { text } }', { t: text })).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'text',
    });
  });

  it.each(['a\tb\nc', '\u00ad\u200b', '👩‍🚒', 'İ', ''])('take %j as a text', (text) => {
    expect(check('query ($t: String!) { autocomplete(text: $t) { text } }', { t: text })).toBeUndefined();
  });

  it('allow both ends of a range', () => {
    for (const confidence of [0, 1]) {
      expect(check(`{ normalizeTitle(title: "x", minConfidence: ${confidence}) { cleaned } }`)).toBeUndefined();
    }
    expect(check('{ normalizeTitle(title: "x", minConfidence: 1.01) { cleaned } }')).toMatchObject({
      code: 'OUT_OF_RANGE',
    });
  });

  it('are left to execution where variables cannot be coerced', () => {
    expect(check(TITLES, { inputs: [{ title: 1 }] })).toBeUndefined();
  });
});
