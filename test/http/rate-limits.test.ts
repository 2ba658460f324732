import { describe, expect, it } from 'vitest';
import { clientAddress, createRateLimits, rateLimitHeaders } from '../../worker/http/rate-limits.ts';

const POLICY = { name: 'address', perMinute: 60 } as const;

/** Limits with a clock that the test moves. */
function createLimits() {
  const clock = { now: 1_000_000 };
  return { clock, limits: createRateLimits(() => clock.now) };
}

describe('a bucket', () => {
  it('allows a minute at once, then one a second', () => {
    const { limits, clock } = createLimits();
    for (let count = 59; count >= 0; count -= 1) {
      expect(limits.take(POLICY, 'a')).toMatchObject({ isAllowed: true, remaining: count, retryAfterS: 0 });
    }
    expect(limits.take(POLICY, 'a')).toMatchObject({ isAllowed: false, remaining: 0, retryAfterS: 1, resetS: 60 });
    clock.now += 999;
    expect(limits.take(POLICY, 'a').isAllowed).toBe(false);
    clock.now += 1;
    expect(limits.take(POLICY, 'a').isAllowed).toBe(true);
    expect(limits.take(POLICY, 'a').isAllowed).toBe(false);
    clock.now += 3_600_000;
    expect(limits.take(POLICY, 'a').remaining).toBe(59);
  });

  it('never allows more than its rate and its size, whatever the times', () => {
    const { limits, clock } = createLimits();
    let allowed = 0;
    let random = 1;
    const start = clock.now;
    for (let request = 0; request < 10_000; request += 1) {
      random = (random * 48_271) % 2_147_483_647;
      clock.now += random % 1_500;
      if (limits.take(POLICY, 'a').isAllowed) allowed += 1;
    }
    const minutes = (clock.now - start) / 60_000;
    expect(allowed).toBeLessThanOrEqual(60 * minutes + 60);
    expect(allowed).toBeGreaterThan(60 * minutes * 0.9);
  });

  it('is one a client and a policy', () => {
    const { limits } = createLimits();
    const one = { name: 'key', perMinute: 1 } as const;
    expect(limits.take(one, 'a').isAllowed).toBe(true);
    expect(limits.take(one, 'a').isAllowed).toBe(false);
    expect(limits.take(one, 'b').isAllowed).toBe(true);
    expect(limits.take({ name: 'address', perMinute: 1 }, 'a').isAllowed).toBe(true);
  });

  it('is looked at without being counted', () => {
    const { limits } = createLimits();
    for (let time = 0; time < 100; time += 1) expect(limits.look(POLICY, 'a').remaining).toBe(60);
  });

  it('is forgotten where too many clients came since', () => {
    const { limits } = createLimits();
    const one = { name: 'key', perMinute: 1 } as const;
    limits.take(one, 'first');
    for (let client = 0; client < 50_000; client += 1) limits.take(one, String(client));
    expect(limits.take(one, 'first').isAllowed).toBe(true);
    expect(limits.take(one, '49999').isAllowed).toBe(false);
  });
});

describe("the location's limiter", () => {
  it('is told of each request that is allowed, and refuses for ten seconds', async () => {
    const { limits, clock } = createLimits();
    const told: string[] = [];
    const background: Promise<void>[] = [];
    const limiter = {
      limit: async ({ key }: { key: string }) => {
        told.push(key);
        return { success: told.length < 3 };
      },
    };
    const take = () => limits.take(POLICY, 'a', limiter, (work) => background.push(work));
    expect([take().isAllowed, take().isAllowed, take().isAllowed]).toEqual([true, true, true]);
    await Promise.all(background);
    expect(take()).toMatchObject({ isAllowed: false, remaining: 0, retryAfterS: 10 });
    expect(told).toEqual(['a', 'a', 'a']);
    clock.now += 10_000;
    expect(take().isAllowed).toBe(true);
  });
});

it('the headers are structured fields, one member a policy', () => {
  const { limits } = createLimits();
  const standings = [limits.take(POLICY, 'a'), limits.take({ name: 'key', perMinute: 6_000 }, 'k')];
  expect(rateLimitHeaders(standings)).toEqual({
    'RateLimit-Policy': '"address";q=60;w=60, "key";q=6000;w=60',
    RateLimit: '"address";r=59;t=1, "key";r=5999;t=1',
  });
  expect(rateLimitHeaders([])).toEqual({});
});

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is counted as %s', (address, counted) => {
    expect(clientAddress(address)).toBe(counted);
  });

  it('that nobody tells is one for all', () => {
    expect(clientAddress(null)).toBe(clientAddress(null));
  });
});
