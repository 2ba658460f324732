import { describe, expect, it } from 'vitest';
import { compileProfiles, groupsFor, namedGroup, profileOf } from '../../worker/domain/title-profile.ts';

const GROUPS = ['2512', '2512', '2513', '3511', '0110', '1100'];
const concepts = { isco: (concept: number): string => GROUPS[concept] ?? '' };
const about = (concept: number, value = 1): ReturnType<typeof profileOf> => profileOf([{ concept, value }], concepts);

describe('title profiles', () => {
  it('are nearer the more of the classification two occupations share', () => {
    const [same, unitGroup, minorGroup, other] = compileProfiles([about(0), about(1), about(2), about(3)]).scores(
      about(0),
    );
    expect(same).toBeCloseTo(1, 5);
    expect(unitGroup).toBeLessThan(same!);
    expect(minorGroup).toBeLessThan(unitGroup!);
    expect(minorGroup).toBeGreaterThan(0);
    expect(other).toBe(0);
  });

  it('keeps groups with leading zeros apart from others', () => {
    const [military, managers] = compileProfiles([about(4), about(5)]).scores(about(4));
    expect(military).toBeCloseTo(1, 5);
    expect(managers).toBe(0);
  });

  it('count for less the less sure the nearest occupation is, and for nothing without one', () => {
    const [sure, unsure, none] = compileProfiles([about(0), about(0, 0.25), profileOf([], concepts)]).scores(about(0));
    expect(unsure).toBeCloseTo(sure! / 2, 5);
    expect(none).toBe(0);
  });
});

describe('the unit group of a title', () => {
  // Two groups, then the occupations of the same codes.
  const CODES = ['2512', '3511', '2512', '2512', '3511'];
  const table = {
    isco: (concept: number): string => CODES[concept] ?? '',
    range: { GROUP: { start: 0, end: 2 }, OCCUPATION: { start: 2, end: 5 }, SKILL: { start: 5, end: 5 } },
  };

  it('is what it is called, if it is called so', () => {
    expect(namedGroup([{ concept: 1, value: 0.97 }], table)).toBe('3511');
    expect(namedGroup([{ concept: 1, value: 0.8 }], table)).toBeUndefined();
    expect(namedGroup([{ concept: 4, value: 0.97 }], table)).toBeUndefined();
    expect(namedGroup([], table)).toBeUndefined();
  });

  it('counts where no occupation is near, for the group in which most of the near ones stand', () => {
    const far = groupsFor(
      [
        { concept: 0, value: 0.8 },
        { concept: 2, value: 0.7 },
        { concept: 4, value: 0.7 },
        { concept: 3, value: 0.7 },
      ],
      table,
    );
    expect(far.get('2512')).toBeCloseTo(0.45 * (2 / 3) ** 0.4, 5);
    expect(far.get('3511')).toBeCloseTo(0.45 * (1 / 3) ** 0.4, 5);
    expect(groupsFor([{ concept: 2, value: 0.1 }], table).get('2512')).toBe(0.5);
    expect(groupsFor([{ concept: 2, value: 0.95 }], table).size).toBe(0);
    expect(groupsFor([], table).size).toBe(0);
  });
});
