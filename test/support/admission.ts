/** Who is admitted to the Worker of a test: keys of its own D1, rates so high that only a test of rates meets them. */
import type { AdmissionServices } from '../../worker/http/admission.ts';
import { type KeyOrder, createKeyRing, issueKey } from '../../worker/domain/keys.ts';
import { insertKeySql } from '../../scripts/key-rows.ts';
import { createApiKeyStore } from '../../worker/stores/api-keys.ts';
import type { TestD1 } from './d1.ts';

export const PEPPER = 'a-pepper-for-tests-and-for-tests-alone';

const MANY = 1_000_000;

export function createAdmission(d1: TestD1, changes: Partial<AdmissionServices> = {}): AdmissionServices {
  const now = changes.now ?? (() => Date.now());
  const keyRing = createKeyRing(createApiKeyStore(d1.client), PEPPER, now);
  return {
    authenticate: (key, origin) => keyRing.authenticate(key, origin),
    rates: { perAddress: MANY, perPublishableKey: MANY, perSecretKey: MANY },
    limiters: { address: undefined, publishableKey: undefined, secretKey: undefined },
    anonymousReading: true,
    now,
    ...changes,
  };
}

/** Issues a key as `npm run keys` does. */
export async function createKey(d1: TestD1, order: Partial<KeyOrder> = {}): Promise<{ key: string; id: string }> {
  const whole: KeyOrder = {
    tenant: 'acme',
    name: 'test',
    kind: 'SECRET',
    scopes: ['read', 'write', 'admin'],
    origins: [],
    ratePerMinute: undefined,
    expiresAt: undefined,
    ...order,
  };
  const { key, row } = await issueKey(whole, PEPPER, new Date());
  d1.sqlite.exec(insertKeySql(row));
  return { key, id: row.id };
}
