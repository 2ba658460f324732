/** The guide's examples and tables are true. (Its curl commands run in test/conformance.) */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { persistedDocuments } from '../../worker/api/generated/persisted-documents.ts';
import { LIMITS } from '../../worker/core/limits.ts';
import { CACHE_CONTROL, VARY } from '../../worker/http/caching.ts';
import { createTestApp } from '../support/app.ts';

const ROOT = join(import.meta.dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');

describe('docs/api.md', () => {
  const app = createTestApp();
  const examples = [...GUIDE.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query = '']) => query);

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });

  it.each(examples)('answers %s', async (query) => {
    const { status, data, errors } = await app.ask(query);
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    for (const value of Object.values(data)) expect(value).not.toEqual([]);
  });

  it('names the persisted document by its id', () => {
    const [, id = ''] = /documentId=(sha256:[0-9a-f]{64})/.exec(GUIDE) ?? [];
    expect(persistedDocuments.get(id)).toMatch(/^query Autocomplete/);
  });

  it('lists every code that a client can meet', () => {
    const listed = [...GUIDE.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code = '']) => code).toSorted();
    const source = readFileSync(join(ROOT, 'worker/api/failures.ts'), 'utf8');
    const failures = [...source.matchAll(/^ {2}([A-Z_]+): \d{3},$/gm)].map(([, code = '']) => code);
    const ofYoga = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'];
    expect(listed).toEqual([...failures, ...ofYoga, 'INTERNAL_SERVER_ERROR'].toSorted());
  });

  it('states the limits and headers that hold', () => {
    const row = (code: string): string => GUIDE.split('\n').find((line) => line.includes(`\`${code}\``)) ?? '';
    const number = (value: number): string => value.toLocaleString('en-US');
    expect(row('TOKEN_LIMIT')).toContain(number(LIMITS.queryTokens));
    expect(row('DEPTH_LIMIT')).toContain(number(LIMITS.queryDepth));
    expect(row('ALIAS_LIMIT')).toContain(number(LIMITS.queryAliases));
    expect(row('DIRECTIVE_LIMIT')).toContain(number(LIMITS.queryDirectives));
    expect(row('FIELD_LIMIT')).toContain(number(LIMITS.queryFields));
    expect(row('COST_LIMIT')).toContain(number(LIMITS.queryCost));
    expect(GUIDE).toContain(`Cache-Control: ${CACHE_CONTROL}`);
    expect(GUIDE).toContain(`Vary: ${VARY}`);
  });
});
