import { describe, expect, it } from 'vitest';
import { type MatchSignals, confidenceOf } from '../../worker/domain/title-confidence.ts';

const SIGNALS: MatchSignals = {
  exact: false,
  exactRival: false,
  preferred: false,
  likeness: 0.4,
  support: 0.3,
  margin: 0.1,
};
const sure = (changed: Partial<MatchSignals>): number => confidenceOf({ ...SIGNALS, ...changed });

describe('confidence', () => {
  it('lies between 0 and 1, whatever the signals', () => {
    for (const exact of [true, false]) {
      for (const value of [0, 0.5, 1]) {
        const confidence = sure({
          exact,
          likeness: Math.max(0, value),
          support: value,
          margin: value - 0.5,
        });
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
      }
    }
  });

  it('rises with likeness, support and distance from others, and falls with a rival of the same name', () => {
    expect(sure({ likeness: 0.6 })).toBeGreaterThan(sure({}));
    expect(sure({ support: 0.5 })).toBeGreaterThan(sure({}));
    expect(sure({ margin: 0.3 })).toBeGreaterThan(sure({}));
    expect(sure({ exactRival: true })).toBeLessThan(sure({}));
    expect(sure({ preferred: true })).toBeGreaterThan(sure({}));
    const exact = { exact: true, likeness: 1 };
    expect(sure(exact)).toBeGreaterThan(sure({ likeness: 1 }));
    expect(sure({ ...exact, exactRival: true })).toBeLessThan(sure(exact));
  });
});
