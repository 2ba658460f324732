/** What resolvers work with: the domain, and what belongs to one request. */
import type { LanguageTag } from '../core/language.ts';
import type { AuditLog } from '../domain/audit.ts';
import type { Autocomplete } from '../domain/autocomplete.ts';
import type { BulkDomain } from '../domain/bulk-work.ts';
import type { Caller } from '../domain/caller.ts';
import type { Changes } from '../domain/changes.ts';
import type { CollectionDomain } from '../domain/collection-domain.ts';
import type { TitleDescriptions } from '../domain/collection-titles.ts';
import type { Details } from '../domain/details.ts';
import type { Hierarchy } from '../domain/hierarchy.ts';
import { heldLanguage, languagePreference } from '../domain/languages.ts';
import type { Names } from '../domain/names.ts';
import type { TitleNormalizer } from '../domain/normalize-title.ts';
import type { Occupations } from '../domain/occupations.ts';
import type { TitleRanker } from '../domain/rank-titles.ts';
import type { TitleSkills } from '../domain/skills-for-title.ts';
import type { Skills } from '../domain/skills.ts';
import type { Taxonomies } from '../domain/taxonomy.ts';
import type { RequestRecord } from './record.ts';

export { ANONYMOUS, type Caller } from '../domain/caller.ts';

export interface ApiServices {
  readonly audit: AuditLog;
  readonly bulk: BulkDomain;
  readonly taxonomies: Taxonomies;
  readonly changes: Changes;
  readonly occupations: Occupations;
  readonly skills: Skills;
  readonly hierarchy: Hierarchy;
  readonly names: Names;
  readonly autocomplete: Autocomplete;
  readonly normalizer: TitleNormalizer;
  readonly ranker: TitleRanker;
  readonly titleSkills: TitleSkills;
  readonly collections: CollectionDomain;
  /** A loader for one request. */
  createDetails(): Details;
}

export interface ApiContext {
  readonly services: ApiServices;
  readonly record: RequestRecord;
  /** Who asks; `requireTenant(caller, scope)` says whose data it may touch. */
  readonly caller: Caller;
  readonly details: Details;
  readonly titleDescriptions: TitleDescriptions;
  /** The taxonomy's language for an argument that was checked before execution. */
  held(tag: LanguageTag | null | undefined): Promise<LanguageTag | undefined>;
  /** Languages to answer in: the argument's, then those of Accept-Language, then English. */
  languages(tag?: LanguageTag | null): Promise<readonly LanguageTag[]>;
}

/** A caller whose answers are noted as private as soon as anything asks for its tenant. */
function watched(caller: Caller, record: RequestRecord): Caller {
  const { tenant } = caller;
  if (tenant === undefined) return caller;
  return {
    ...caller,
    get tenant() {
      record.isPrivate = true;
      return tenant;
    },
  };
}

export function createApiContext(
  services: ApiServices,
  record: RequestRecord,
  caller: Caller,
  accepted: readonly LanguageTag[],
): ApiContext {
  const preferences = new Map<LanguageTag | undefined, Promise<readonly LanguageTag[]>>();
  return {
    services,
    record,
    caller: watched(caller, record),
    details: services.createDetails(),
    titleDescriptions: services.collections.titles.createDescriptions(),
    async held(tag) {
      return tag === undefined || tag === null ? undefined : heldLanguage(tag, await services.taxonomies.languages());
    },
    languages(tag) {
      const key = tag ?? undefined;
      const known = preferences.get(key);
      if (known !== undefined) return known;
      const preference = services.taxonomies.languages().then((held) => languagePreference(key, accepted, held));
      preferences.set(key, preference);
      return preference;
    },
  };
}
