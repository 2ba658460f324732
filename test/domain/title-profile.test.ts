import { describe, expect, it } from 'vitest';
import { compileProfiles, profileOf } from '../../worker/domain/title-profile.ts';

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
