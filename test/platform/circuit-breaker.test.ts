import { expect, it } from 'vitest';
import { CircuitOpen, createCircuitBreaker } from '../../worker/platform/circuit-breaker.ts';

const fails = async (): Promise<never> => {
  throw new Error('fails');
};
const works = async (): Promise<string> => 'works';
const always = (): boolean => true;

function breakerAt(clock: { now: number }) {
  return createCircuitBreaker({ failures: 3, openMs: 100, now: () => clock.now });
}

it('stays closed while failures are not in a row', async () => {
  const breaker = breakerAt({ now: 1 });
  for (let round = 0; round < 5; round += 1) {
    for (let n = 0; n < 2; n += 1) await expect(breaker.call(fails, always)).rejects.toThrow('fails');
    await expect(breaker.call(works, always)).resolves.toBe('works');
  }
});

it('does not count errors that speak for the service', async () => {
  const breaker = breakerAt({ now: 1 });
  for (let n = 0; n < 9; n += 1) await expect(breaker.call(fails, () => false)).rejects.toThrow('fails');
});

it('opens after failures in a row, and lets one call through after a while', async () => {
  const clock = { now: 1 };
  const breaker = breakerAt(clock);
  for (let n = 0; n < 3; n += 1) await expect(breaker.call(fails, always)).rejects.toThrow('fails');
  clock.now += 99;
  await expect(breaker.call(works, always)).rejects.toThrow(CircuitOpen);

  clock.now += 1;
  const { promise, resolve } = Promise.withResolvers<string>();
  const trial = breaker.call(() => promise, always);
  await expect(breaker.call(works, always)).rejects.toThrow(CircuitOpen);
  resolve('late');
  await expect(trial).resolves.toBe('late');
  await expect(breaker.call(works, always)).resolves.toBe('works');
});

it('stays open where the trial fails', async () => {
  const clock = { now: 1 };
  const breaker = breakerAt(clock);
  for (let n = 0; n < 3; n += 1) await expect(breaker.call(fails, always)).rejects.toThrow('fails');
  clock.now += 100;
  await expect(breaker.call(fails, always)).rejects.toThrow('fails');
  clock.now += 99;
  await expect(breaker.call(works, always)).rejects.toThrow(CircuitOpen);
});
