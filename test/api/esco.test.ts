/** ESCO 1.1.1 through the API: every occupation, skill, label and relation of the official package is found again. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Problems } from '../../taxonomy/problems.ts';
import { readTaxonomies } from '../../taxonomy/read-taxonomies.ts';
import { type Json, type TestApp, createAppOver } from '../support/app.ts';
import { createStoresOf } from '../support/taxonomy.ts';
import { type ExpectedVersion, expectedVersion, hasEsco, packagesOf } from '../taxonomy/esco-csv.ts';

if (!hasEsco)
  process.stdout.write('The official ESCO packages are not at ../shared/data/esco: their API is not tested.\n');

describe.skipIf(!hasEsco)('ESCO 1.1.1', () => {
  let app: TestApp;
  let expected: ExpectedVersion;

  beforeAll(async () => {
    const options = { problems: new Problems(), report: () => undefined, latestEsco: async () => undefined };
    const [taxonomies, version] = await Promise.all([
      readTaxonomies(packagesOf('1.1.1'), options),
      expectedVersion('1.1.1'),
    ]);
    app = createAppOver(createStoresOf(taxonomies));
    expected = version;
  });

  async function answer(query: string, variables: Record<string, unknown>): Promise<Json> {
    const { data, errors } = await app.ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  }

  /** Every node of a connection, page by page. */
  async function walk(connection: (after: string | null) => Promise<Json>): Promise<Json[]> {
    const edges: Json[] = [];
    for (let after: string | null = null; ;) {
      const page: Json = await connection(after);
      edges.push(...page.edges);
      if (!page.pageInfo.hasNextPage) {
        expect(edges).toHaveLength(page.totalCount);
        return edges;
      }
      after = page.pageInfo.endCursor;
    }
  }

  const idsOf = (kind: string): string[] => [...expected.concepts.keys()].filter((id) => id.startsWith(kind));

  it.each(['occupations', 'skills'] as const)('lists all %s, page by page', async (list) => {
    const query = `query ($after: String) { list: ${list}(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`;
    const edges = await walk(async (after) => (await answer(query, { after })).list);
    const ids = new Set(edges.map(({ node }) => node.id));
    expect(ids.size).toBe(expected[list]);
    expect([...ids].filter((id) => !expected.concepts.has(id))).toEqual([]);
  });

  it('answers every label of every concept', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      id
      ... on Occupation { label iscoCode labels { text } }
      ... on Skill { label labels { text } }
      ... on OccupationGroup { label }
    } }`;
    const ids = [...expected.concepts.keys()];
    let labels = 0;
    for (let start = 0; start < ids.length; start += 100) {
      const { nodes } = await answer(query, { ids: ids.slice(start, start + 100) });
      for (const node of nodes) {
        const wanted = expected.concepts.get(node.id);
        expect(node.label).toBe(wanted?.preferred);
        if (node.iscoCode !== undefined) expect(node.iscoCode).toBe(wanted?.isco);
        if (node.labels === undefined) continue;
        const found = new Set(node.labels.map(({ text }: { text: string }) => text));
        labels += found.size;
        if (found.size !== wanted?.labels.size || [...found].some((text) => !wanted.labels.has(String(text)))) {
          expect({ id: node.id, labels: [...found] }).toEqual({ id: node.id, labels: [...(wanted?.labels ?? [])] });
        }
      }
    }
    const total = [...expected.concepts].reduce(
      (sum, [id, { labels: of }]) => sum + (id.startsWith('group:') ? 0 : of.size),
      0,
    );
    expect(labels).toBe(total);
  });

  it('answers every relation of the package, and no other', async () => {
    const found = new Set<string>();
    const add = (from: string, kind: string, to: string): unknown => found.add(`${from} ${kind} ${to}`);

    const occupationQuery = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Occupation {
      id broader { id } broaderOccupations { id }
      skills(first: 100) { pageInfo { hasNextPage endCursor } edges { relation node { id } } }
    } } }`;
    const moreQuery = `query ($id: ID!, $after: String) { occupation(id: $id) { skills(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor } edges { relation node { id } }
    } } }`;
    const occupations = idsOf('occupation:');
    for (let start = 0; start < occupations.length; start += 45) {
      const { nodes } = await answer(occupationQuery, { ids: occupations.slice(start, start + 45) });
      for (const { id, broader, broaderOccupations, skills } of nodes) {
        // An occupation stands directly below its unit group, or below another occupation.
        if (broaderOccupations.length === 0) add(id, 'BROADER', broader[0].id);
        for (const occupation of broaderOccupations) add(id, 'BROADER', occupation.id);
        for (let page = skills; ;) {
          for (const { relation, node } of page.edges) add(id, relation, node.id);
          if (!page.pageInfo.hasNextPage) break;
          page = (await answer(moreQuery, { id, after: page.pageInfo.endCursor })).occupation.skills;
        }
      }
    }

    const skillQuery = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Skill { id broader { id } related(first: 90) { relation skill { id } } }
      ... on OccupationGroup { id broader { id } }
    } }`;
    const others = [...idsOf('skill:'), ...idsOf('group:')];
    for (let start = 0; start < others.length; start += 50) {
      const { nodes } = await answer(skillQuery, { ids: others.slice(start, start + 50) });
      for (const { id, broader, related } of nodes) {
        for (const above of related === undefined ? broader.slice(0, 1) : broader) add(id, 'BROADER', above.id);
        for (const { relation, skill } of related ?? []) add(id, relation, skill.id);
      }
    }

    expect([...expected.relations].filter((relation) => !found.has(relation))).toEqual([]);
    expect([...found].filter((relation) => !expected.relations.has(relation))).toEqual([]);
    expect(found.size).toBe(expected.relations.size);
  });
});
