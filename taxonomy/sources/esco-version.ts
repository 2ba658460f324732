/**
 * One version of ESCO from its packages: one or more classification packages ("... v1.1.1 - classification - en -
 * csv.zip") and the relations, which older versions put into a package of their own with no language in its name and
 * newer ones into each classification package. The first language (English where it is there) gives the concepts, the
 * others labels.
 *
 * A relation of a concept that the classification package lacks is left out and said (version 1.1.1 has the relations
 * of an occupation that it left out); a concept that hangs on one that is not there is an error.
 */
import type { RelationKind } from '../../worker/engines/snapshot/concept-table.ts';
import { TaxonomyDraft } from '../draft.ts';
import { escoIdentity } from '../identities.ts';
import type { Problems } from '../problems.ts';
import { readConcepts } from './esco-concepts.ts';
import { type EscoPackage, addPackageLabels, conceptId, withTables } from './esco-package.ts';
import type { Row } from './rows.ts';

/** One relation row; both ends must be there. */
function addRelation(
  draft: TaxonomyDraft,
  row: Row,
  fromColumn: string,
  kind: RelationKind,
  toColumn: string,
  problems: Problems,
): void {
  const from = conceptId(row, fromColumn);
  const to = conceptId(row, toColumn);
  if (from === undefined || to === undefined) return;
  if (!draft.has(from)) {
    problems.note(
      row.place(fromColumn),
      'a relation of a concept that the classification package lacks, which was left out',
    );
  } else if (!draft.has(to)) {
    row.refuse(toColumn, `${row.text(toColumn)} is not in the classification package`, 'Use packages of one version.');
  } else if (!draft.addRelation(from, kind, to)) {
    problems.note(row.place(), 'a relation that stands twice, which was kept once');
  }
}

async function readRelations(draft: TaxonomyDraft, escoPackage: EscoPackage, problems: Problems): Promise<void> {
  const kindOf = (row: Row): RelationKind | undefined => {
    const type = row.oneOf('relationType', ['essential', 'optional']);
    return type === 'essential' ? 'ESSENTIAL' : type === 'optional' ? 'OPTIONAL' : undefined;
  };
  await withTables(escoPackage, problems, async (rows) => {
    for (const table of ['broaderRelationsOccPillar', 'broaderRelationsSkillPillar']) {
      for await (const row of rows(table, ['conceptUri', 'broaderUri']))
        addRelation(draft, row, 'conceptUri', 'BROADER', 'broaderUri', problems);
    }
    for await (const row of rows('occupationSkillRelations', ['occupationUri', 'relationType', 'skillUri'])) {
      const kind = kindOf(row);
      if (kind !== undefined) addRelation(draft, row, 'occupationUri', kind, 'skillUri', problems);
    }
    for await (const row of rows('skillSkillRelations', ['originalSkillUri', 'relationType', 'relatedSkillUri'])) {
      const kind = kindOf(row);
      if (kind !== undefined) addRelation(draft, row, 'originalSkillUri', kind, 'relatedSkillUri', problems);
    }
  });
}

/** Reads one version from its packages; the caller has checked that concepts and relations are there. */
export async function readEscoVersion(
  version: string,
  packages: readonly EscoPackage[],
  problems: Problems,
): Promise<TaxonomyDraft> {
  const draft = new TaxonomyDraft(escoIdentity(version));
  const classifications = packages
    .filter(({ hasConcepts, language }) => hasConcepts && language !== undefined)
    .toSorted(
      (left, right) =>
        Number(right.language === 'en') - Number(left.language === 'en') || (left.file < right.file ? -1 : 1),
    );
  const [first, ...others] = classifications;
  if (first?.language === undefined) return draft;
  await readConcepts(draft, first, first.language, problems);
  const relations = packages.find(({ hasRelations }) => hasRelations);
  if (relations !== undefined) await readRelations(draft, relations, problems);
  for (const other of others) await addPackageLabels(draft, other, problems);
  return draft;
}
