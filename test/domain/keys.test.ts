import { describe, expect, it } from 'vitest';
import { requireTenant } from '../../worker/domain/caller.ts';
import { ROW_AGE_MS, createKeyRing } from '../../worker/domain/keys.ts';
import { createApiKeyStore } from '../../worker/stores/api-keys.ts';
import { PEPPER, createKey } from '../support/admission.ts';
import { createTestD1 } from '../support/d1.ts';

const ORIGIN = 'https://jobs.example';

/** A key ring over a D1 of its own, with a clock that the test moves. */
function createRing(pepper: string | undefined = PEPPER) {
  const d1 = createTestD1();
  const clock = { now: Date.now() };
  return { d1, clock, ring: createKeyRing(createApiKeyStore(d1.client), pepper, () => clock.now) };
}

const failure = (reason: string): object => ({ failure: { code: 'UNAUTHENTICATED', reason } });

describe('a secret key', () => {
  it('stands for its tenant, with its scopes and its rate', async () => {
    const { d1, ring } = createRing();
    const { key, id } = await createKey(d1, { scopes: ['read', 'admin'], ratePerMinute: 7 });
    expect(key).toMatch(/^cwk_live_[0-9a-f]{16}_[0-9a-f]{64}$/);
    expect(await ring.authenticate(key, undefined)).toEqual({
      caller: { kind: 'SECRET', keyId: id, tenant: 'acme', scopes: new Set(['read', 'admin']) },
      ratePerMinute: 7,
    });
  });

  it('is not stored, and another pepper does not know it', async () => {
    const { d1 } = createRing();
    const { key } = await createKey(d1);
    const stored = JSON.stringify(d1.sqlite.prepare('SELECT * FROM api_key').all());
    expect(stored).not.toContain(key.slice(-64));
    const elsewhere = createKeyRing(createApiKeyStore(d1.client), 'x'.repeat(40), Date.now);
    await expect(elsewhere.authenticate(key, undefined)).rejects.toMatchObject(failure('UNKNOWN'));
  });

  it('is refused with any of its characters changed', async () => {
    const { d1, ring } = createRing();
    const { key } = await createKey(d1);
    for (let place = 'cwk_live_'.length; place < key.length; place += 1) {
      if (key[place] === '_') continue;
      const changed = key.slice(0, place) + (key[place] === '0' ? '1' : '0') + key.slice(place + 1);
      await expect(ring.authenticate(changed, undefined)).rejects.toMatchObject(failure('UNKNOWN'));
    }
    await expect(ring.authenticate(key.replace('live', 'pub'), ORIGIN)).rejects.toMatchObject(failure('UNKNOWN'));
  });

  it.each(['', 'cwk_live_', 'cwk_live_00_11', 'Bearer', 'x'.repeat(10_000), 'cwk_live_' + 'g'.repeat(81)])(
    '%j is none, and costs no read',
    async (text) => {
      const { d1, ring } = createRing();
      await expect(ring.authenticate(text, undefined)).rejects.toMatchObject(failure('MALFORMED'));
      expect(d1.roundTrips()).toBe(0);
    },
  );

  it('ends when it expires', async () => {
    const { d1, ring, clock } = createRing();
    const { key } = await createKey(d1, { expiresAt: new Date(clock.now + 5_000) });
    await ring.authenticate(key, undefined);
    clock.now += 5_000;
    await expect(ring.authenticate(key, undefined)).rejects.toMatchObject(failure('EXPIRED'));
  });

  it('ends within 60 seconds of its revocation, and is read no more often than it must be', async () => {
    const { d1, ring, clock } = createRing();
    const { key, id } = await createKey(d1);
    await ring.authenticate(key, undefined);
    d1.sqlite.prepare('UPDATE api_key SET revoked_at = ? WHERE id = ?').run(new Date().toISOString(), id);
    clock.now += ROW_AGE_MS - 1;
    await ring.authenticate(key, undefined);
    expect(d1.roundTrips()).toBe(1);
    clock.now += 1;
    expect(ROW_AGE_MS).toBeLessThanOrEqual(60_000);
    await expect(ring.authenticate(key, undefined)).rejects.toMatchObject(failure('REVOKED'));
  });

  it('that is unknown is not asked for again and again', async () => {
    const { d1, ring } = createRing();
    const key = `cwk_live_${'0'.repeat(16)}_${'0'.repeat(64)}`;
    for (let time = 0; time < 10; time += 1) await expect(ring.authenticate(key, undefined)).rejects.toThrow();
    expect(d1.roundTrips()).toBe(1);
  });
});

describe('a publishable key', () => {
  it('works on the pages that it is bound to, and only reads', async () => {
    const { d1, ring } = createRing();
    const { key } = await createKey(d1, { kind: 'PUBLISHABLE', scopes: ['read', 'write'], origins: [ORIGIN] });
    const { caller } = await ring.authenticate(key, ORIGIN);
    expect(caller).toMatchObject({ kind: 'PUBLISHABLE', tenant: 'acme', scopes: new Set(['read']) });
  });

  it.each([undefined, 'null', 'http://jobs.example', 'https://jobs.example.evil.example', 'https://x.jobs.example'])(
    'is refused on %j',
    async (origin) => {
      const { d1, ring } = createRing();
      const { key } = await createKey(d1, { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] });
      const refused = { failure: { code: 'FORBIDDEN', reason: 'ORIGIN' } };
      await expect(ring.authenticate(key, origin)).rejects.toMatchObject(refused);
    },
  );
});

describe('the pepper', () => {
  it('is asked for where it is missing, and refused where it is short', async () => {
    const { key } = await createKey(createTestD1());
    const without = createKeyRing(createApiKeyStore(createTestD1().client), undefined, Date.now);
    await expect(without.authenticate(key, undefined)).rejects.toMatchObject({ failure: { code: 'UNAVAILABLE' } });
    await expect(createRing('short').ring.authenticate(key, undefined)).rejects.toThrow(/KEY_PEPPER/);
  });
});

describe('requireTenant', () => {
  it('asks for a key, then for the scope', () => {
    const anonymous = { kind: 'ANONYMOUS', scopes: new Set<never>() } as const;
    const reader = { kind: 'SECRET', tenant: 'acme', keyId: 'k', scopes: new Set(['read'] as const) } as const;
    expect(() => requireTenant(anonymous, 'read')).toThrow(/Authorization: Bearer/);
    expect(() => requireTenant(reader, 'write')).toThrow(/lacks the scope "write"/);
    expect(requireTenant(reader, 'read')).toBe('acme');
  });
});
