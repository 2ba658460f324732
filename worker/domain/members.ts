/** Which concepts stand below another one: what `within` restricts a completion to. */
import { CrosswalkFailure } from '../core/failures.ts';
import type { OpenTaxonomy } from './concepts.ts';
import { inIscoGroup } from './groups.ts';

/**
 * Below an occupation group: its occupations. Below an occupation: its specialities, and the skills that it needs.
 * Below a skill: narrower skills. Costs one visit of each member, at most some thousands.
 */
export function membersOf({ table }: OpenTaxonomy, id: string): (concept: number) => boolean {
  const root = table.findId(id);
  if (root === undefined) throw new CrosswalkFailure({ code: 'INVALID_ID', argument: 'within', id });
  if (table.kind(root) === 'GROUP') return inIscoGroup(table, table.code(root));
  const members = new Set<number>();
  const pending = [root];
  for (let concept = pending.pop(); concept !== undefined; concept = pending.pop()) {
    for (const narrower of table.relatedBackwards(concept, 'BROADER')) {
      if (members.has(narrower)) continue;
      members.add(narrower);
      pending.push(narrower);
    }
  }
  if (table.kind(root) === 'OCCUPATION') {
    for (const relation of ['ESSENTIAL', 'OPTIONAL'] as const) {
      for (const skill of table.related(root, relation)) members.add(skill);
    }
  }
  return (concept) => members.has(concept);
}
