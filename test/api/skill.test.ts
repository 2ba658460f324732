import { describe, expect, it } from 'vitest';
import { type Json, createTestApp } from '../support/app.ts';

const app = createTestApp();

describe('skill', () => {
  it('is found by id and by URI, and is null where there is none', async () => {
    const { data } = await app.ask(`{
      a: skill(id: "skill:java") { id category reuseLevel isGroup code }
      b: skill(uri: "https://example.org/skill/java") { id }
      c: skill(id: "occupation:nurse") { id }
    }`);
    expect(data).toEqual({
      a: { id: 'skill:java', category: 'KNOWLEDGE', reuseLevel: 'cross-sector', isGroup: false, code: '' },
      b: { id: 'skill:java' },
      c: null,
    });
  });

  it.each(['', '(id: "skill:java", uri: "https://example.org/skill/java")'])(
    'wants exactly one key, not %j',
    async (keys) => {
      const { errors } = await app.ask(`{ skill${keys} { id } }`);
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    },
  );

  it('knows its groups, and a group its skills', async () => {
    const { data } = await app.ask(`{
      skill(id: "skill:java") { broader { id isGroup code label } }
      group: skill(id: "skill:S5") { broader { id } narrower(first: 1) { totalCount nodes { id } pageInfo { hasNextPage } } }
    }`);
    expect(data.skill.broader).toEqual([
      { id: 'skill:S5', isGroup: true, code: 'S5', label: 'working with computers' },
    ]);
    expect(data.group).toEqual({
      broader: [],
      narrower: { totalCount: 2, nodes: [{ id: 'skill:debug' }], pageInfo: { hasNextPage: true } },
    });
  });

  it('knows the skills that it needs', async () => {
    const { data } = await app.ask('{ skill(id: "skill:debug") { related { relation skill { id } } } }');
    expect(data.skill.related).toEqual([{ relation: 'OPTIONAL', skill: { id: 'skill:java' } }]);
  });

  it('knows the occupations that need it, and leaves deprecated ones out', async () => {
    const { data } = await app.ask(`{
      java: skill(id: "skill:java") { occupations { edges { relation node { id } } } }
      teamwork: skill(id: "skill:teamwork") { occupations(relation: OPTIONAL) { totalCount nodes { id } } }
      none: skill(id: "skill:teamwork") { occupations(relation: ESSENTIAL) { totalCount } }
    }`);
    expect(data.java.occupations.edges).toEqual([
      { relation: 'ESSENTIAL', node: { id: 'occupation:software-developer' } },
    ]);
    expect(data.teamwork.occupations).toEqual({
      totalCount: 2,
      nodes: [{ id: 'occupation:nurse' }, { id: 'occupation:software-developer' }],
    });
    expect(data.none.occupations.totalCount).toBe(0);
  });

  it('pages through its occupations', async () => {
    const page = async (after: string | null) =>
      (
        await app.ask(
          'query ($after: String) { skill(id: "skill:teamwork") { occupations(first: 1, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } }',
          { after },
        )
      ).data.skill.occupations;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first, second].map(({ nodes }) => nodes[0].id)).toEqual([
      'occupation:nurse',
      'occupation:software-developer',
    ]);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
  });
});

describe('skills', () => {
  const ids = async (argumentsText: string): Promise<string[]> =>
    (await app.ask(`{ skills${argumentsText} { nodes { id } } }`)).data.skills.nodes.map(
      ({ id }: { id: string }) => id,
    );

  it('lists all that are not groups', async () => {
    expect(await ids('')).toEqual(['skill:care', 'skill:debug', 'skill:french', 'skill:java', 'skill:teamwork']);
  });
  it('can be restricted to a category', async () => {
    expect(await ids('(category: HARD_SKILL)')).toEqual(['skill:care', 'skill:debug']);
    expect(await ids('(category: HARD_SKILL, search: "java")')).toEqual([]);
  });
  it('are found in the language given, or in all', async () => {
    expect(await ids('(search: "franc", language: "fr")')).toEqual(['skill:french']);
    expect(await ids('(search: "franc", language: "de")')).toEqual([]);
    expect(await ids('(search: "im team")')).toEqual(['skill:teamwork']);
  });
});

describe('skillsForTitle', () => {
  it('names the skills that a title asks for, how much, and why', async () => {
    const { data } = await app.ask(`{
      skillsForTitle(title: "Senior Softwareentwickler (m/w/d)", language: "de", limit: 2) {
        score relation skill { id } evidence { source detail weight }
      }
    }`);
    const skills: readonly Json[] = data.skillsForTitle;
    const ids: readonly string[] = skills.map(({ skill }) => skill.id);
    expect(ids.toSorted()).toEqual(['skill:debug', 'skill:java']);
    for (const { score, relation, evidence } of skills) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(relation).toBe('ESSENTIAL');
      expect(evidence.map(({ source }: { source: string }) => source)).toContain('occupations');
    }
  });

  it('refuses what is out of range or of no language', async () => {
    const codeOf = async (rest: string): Promise<unknown> =>
      (await app.ask(`{ skillsForTitle(title: "nurse", ${rest}) { score } }`)).errors?.[0]?.extensions['code'];
    expect(await codeOf('limit: 0')).toBe('OUT_OF_RANGE');
    expect(await codeOf('language: "xx"')).toBe('INVALID_LANGUAGE');
  });
});
