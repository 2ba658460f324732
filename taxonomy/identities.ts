/** Names, licences and acknowledgements of the taxonomies that can be imported, and the order of their versions. */
import type { TaxonomyIdentity } from './model.ts';

/** ESCO asks, under Commission Decision 2011/833/EU, for this acknowledgement. */
export function escoIdentity(version: string): TaxonomyIdentity {
  return {
    id: `esco-${version}`,
    name: 'ESCO',
    version,
    licence: 'Reuse authorised with acknowledgement of the source (Commission Decision 2011/833/EU)',
    attribution: 'This service uses the ESCO classification of the European Commission.',
  };
}

export const STARTER_IDENTITY: TaxonomyIdentity = {
  id: 'starter-1',
  name: 'Crosswalk starter taxonomy',
  version: '1',
  licence: 'Apache-2.0',
  attribution: 'Crosswalk starter taxonomy, written by the Crosswalk authors.',
};

/** The terms of O*NET (CC BY 4.0), for labels that come from its alternate titles. */
export const ONET_ATTRIBUTION =
  'It includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 licence; O*NET is a trademark of USDOL/ETA, which has not approved or endorsed this product.';

/** Orders "1.1.0" before "1.1.1" before "1.10.0". */
export function compareVersions(left: string, right: string): number {
  const numbers = (version: string): number[] => version.split('.').map(Number);
  const [one, other] = [numbers(left), numbers(right)];
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
