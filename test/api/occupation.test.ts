import { describe, expect, it } from 'vitest';
import { type Json, createTestApp } from '../support/app.ts';

const app = createTestApp();

describe('occupation', () => {
  it.each([['id: "occupation:nurse"'], ['uri: "https://example.org/occupation/nurse"'], ['code: "2221.1"']])(
    'is found by %s',
    async (key) => {
      const { data } = await app.ask(`{ occupation(${key}) { id code iscoCode } }`);
      expect(data.occupation).toEqual({ id: 'occupation:nurse', code: '2221.1', iscoCode: '2221' });
    },
  );

  it.each([['id: "skill:java"'], ['id: "group:2512"'], ['code: "2512"'], ['uri: "https://example.org/none"']])(
    'is null for %s, which is none',
    async (key) => {
      expect((await app.ask(`{ occupation(${key}) { id } }`)).data).toEqual({ occupation: null });
    },
  );

  it.each([[''], ['(id: "occupation:nurse", code: "2221.1")']])('wants exactly one key, not %j', async (keys) => {
    const { data, errors } = await app.ask(`{ occupation${keys} { id } }`);
    expect(data).toEqual({ occupation: null });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('knows its ISCO-08 path, its specialities and what it is a speciality of', async () => {
    const { data } = await app.ask(`{
      nurse: occupation(id: "occupation:nurse") { broader { id } }
      developer: occupation(id: "occupation:software-developer") { narrowerOccupations { id } broaderOccupations { id } }
      embedded: occupation(id: "occupation:embedded-developer") { broaderOccupations { id } broader { code } }
    }`);
    expect(data.nurse.broader.map(({ id }: { id: string }) => id)).toEqual([
      'group:2221',
      'group:222',
      'group:22',
      'group:2',
    ]);
    expect(data.developer).toEqual({
      narrowerOccupations: [{ id: 'occupation:embedded-developer' }],
      broaderOccupations: [],
    });
    expect(data.embedded.broaderOccupations).toEqual([{ id: 'occupation:software-developer' }]);
    expect(data.embedded.broader[0]).toEqual({ code: '2512' });
  });

  it('lists its skills, essential ones first, with their relation', async () => {
    const { data } = await app.ask(`{ occupation(id: "occupation:software-developer") {
      skills { totalCount edges { relation node { id } } }
      essential: skills(relation: ESSENTIAL) { nodes { id } }
      optional: skills(relation: OPTIONAL) { nodes { id } }
    } }`);
    expect(data.occupation).toEqual({
      skills: {
        totalCount: 3,
        edges: [
          { relation: 'ESSENTIAL', node: { id: 'skill:debug' } },
          { relation: 'ESSENTIAL', node: { id: 'skill:java' } },
          { relation: 'OPTIONAL', node: { id: 'skill:teamwork' } },
        ],
      },
      essential: { nodes: [{ id: 'skill:debug' }, { id: 'skill:java' }] },
      optional: { nodes: [{ id: 'skill:teamwork' }] },
    });
  });

  it('says where people go from it, steps up first', async () => {
    const { data } = await app.ask(
      '{ occupation(id: "occupation:nurse") { nextOccupations { kind occupation { id } } } }',
    );
    expect(data.occupation.nextOccupations).toEqual([
      { kind: 'ADVANCEMENT', occupation: { id: 'occupation:nurse-manager' } },
      { kind: 'RELATED', occupation: { id: 'occupation:midwife' } },
    ]);
  });

  it('names occupations like it, with scores from 0 to 1', async () => {
    const { data } = await app.ask(
      '{ occupation(id: "occupation:software-developer") { similar(first: 1) { score occupation { id } } } }',
    );
    const [{ score, occupation }] = data.occupation.similar;
    expect(occupation.id).toBe('occupation:embedded-developer');
    expect(score).toBeGreaterThan(0.3);
    expect(score).toBeLessThanOrEqual(1);
    const { errors } = await app.ask('{ occupation(code: "2221.1") { similar(first: 101) { score } } }');
    expect(errors?.[0]?.extensions['code']).toBe('OUT_OF_RANGE');
  });

  it('has its codes in other classifications', async () => {
    const { data } = await app.ask(
      '{ occupation(id: "occupation:software-developer") { codes { scheme vintage code kind source } } }',
    );
    expect(data.occupation.codes).toEqual([
      { scheme: 'ISCO', vintage: '2008', code: '2512', kind: 'BROAD', source: 'test' },
      { scheme: 'O*NET-SOC', vintage: '2019', code: '15-1252.00', kind: 'CLOSE', source: 'test' },
    ]);
  });
});

describe('a group', () => {
  it('has its place, its names and its occupations, also those of the groups below', async () => {
    const { data } = await app.ask(`{ node(id: "group:25") { ... on OccupationGroup {
      code label(language: "de") broader { code } narrower { code } occupations { totalCount nodes { id } }
    } } }`);
    expect(data.node).toEqual({
      code: '25',
      label: 'ICT professionals',
      broader: [{ code: '2' }],
      narrower: [{ code: '251' }],
      occupations: {
        totalCount: 2,
        nodes: [{ id: 'occupation:embedded-developer' }, { id: 'occupation:software-developer' }],
      },
    });
  });
});

describe('occupations', () => {
  const ids = async (argumentsText: string, variables?: Record<string, unknown>): Promise<string[]> => {
    const { data } = await app.ask(`{ occupations${argumentsText} { nodes { id } } }`, variables);
    return data.occupations.nodes.map(({ id }: { id: string }) => id.replace('occupation:', ''));
  };

  it('lists all that are not deprecated', async () => {
    expect(await ids('')).toEqual(['embedded-developer', 'midwife', 'nurse', 'nurse-manager', 'software-developer']);
  });

  it.each([
    ['2', 5],
    ['22', 3],
    ['2221', 2],
    ['9', 0],
  ])('in ISCO-08 group %s are %i', async (iscoCode, count) => {
    expect(await ids(`(iscoCode: "${iscoCode}")`)).toHaveLength(count);
  });

  it.each(['x', '25x', '', '25 '])('refuses %j as an ISCO-08 code', async (iscoCode) => {
    const { errors } = await app.ask('query ($c: String) { occupations(iscoCode: $c) { totalCount } }', {
      c: iscoCode,
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'iscoCode' });
  });

  it('are found by the beginning of a name, by a typo, and by likeness', async () => {
    expect((await ids('(search: "krankens", language: "de")'))[0]).toBe('nurse');
    expect((await ids('(search: "softwre dev")'))[0]).toBe('software-developer');
    expect(await ids('(search: "developing software for embedded things")')).toContain('embedded-developer');
    expect(await ids('(search: "zzzzqqq")')).toEqual([]);
  });

  it('can be searched within a group', async () => {
    expect(await ids('(search: "nurse", iscoCode: "25")')).toEqual([]);
  });

  it('never finds what is deprecated', async () => {
    expect(await ids('(search: "applications programmer")')).not.toContain('applications-programmer');
  });
});

describe('paging', () => {
  const page = async (argumentsText: string) =>
    (
      await app.ask(
        `{ occupations${argumentsText} { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } }`,
      )
    ).data.occupations;

  it.each(['', ', search: "nurse"'])('walks through the whole list once%s', async (search) => {
    const all = (await page(`(first: 100${search})`)).edges.map(({ node }: Json) => node.id);
    const walked: string[] = [];
    let after = '';
    for (;;) {
      const { edges, pageInfo, totalCount } = await page(`(first: 2${search}${after})`);
      expect(totalCount).toBe(all.length);
      expect(pageInfo.hasPreviousPage).toBe(walked.length > 0);
      expect(pageInfo.startCursor).toBe(edges[0].cursor);
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      walked.push(...edges.map(({ node }: Json) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(walked).toEqual(all);
  });

  it('answers an empty list with null cursors', async () => {
    expect(await page('(iscoCode: "9")')).toEqual({
      totalCount: 0,
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      edges: [],
    });
  });

  it.each(['nonsense', '', 'c2tpbGw6amF2YQ', '%%%'])('refuses %j as a cursor', async (after) => {
    const { data, errors } = await app.ask('query ($a: String) { occupations(after: $a) { totalCount } }', {
      a: after,
    });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_CURSOR', argument: 'after' });
  });

  it.each([0, -1, 101])('refuses a page of %i', async (first) => {
    const { status, errors } = await app.ask('query ($n: Int) { occupations(first: $n) { totalCount } }', { n: first });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'OUT_OF_RANGE', value: first, minimum: 1, maximum: 100 });
  });

  it('takes null for the default', async () => {
    const { data } = await app.ask('query ($n: Int) { occupations(first: $n) { totalCount } }', { n: null });
    expect(data.occupations.totalCount).toBe(5);
  });
});
