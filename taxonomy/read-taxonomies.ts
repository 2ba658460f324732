/**
 * From the files of one import to the taxonomies in them.
 *
 * ESCO packages are put together by version; sources that hold labels alone are put on every version of the run, or,
 * where the run has none, on the latest ESCO version that was imported before.
 */
import type { TaxonomyDraft } from './draft.ts';
import { compareVersions } from './identities.ts';
import type { Taxonomy } from './model.ts';
import { IMPORT_REFUSED, type Problems } from './problems.ts';
import { type EscoPackage, addPackageLabels } from './sources/esco-package.ts';
import { readEscoVersion } from './sources/esco-version.ts';
import type { LabelSource } from './sources/label-source.ts';
import { type Source, recognise } from './sources/recognise.ts';
import { readStarter } from './sources/starter.ts';

export interface ReadOptions {
  readonly problems: Problems;
  readonly report: (line: string) => void;
  /** The latest ESCO version that is in the store. */
  readonly latestEsco: () => Promise<TaxonomyDraft | undefined>;
}

/** Packages that make versions, and sources that only hold labels, in the order in which they are applied. */
interface Plan {
  readonly versions: ReadonlyMap<string, readonly EscoPackage[]>;
  readonly starter: string | undefined;
  readonly labels: readonly LabelSource[];
}

function packageLabels(escoPackage: EscoPackage): LabelSource {
  return { file: escoPackage.file, add: (draft, problems) => addPackageLabels(draft, escoPackage, problems) };
}

/** Groups packages by version and refuses versions that lack a part. */
function planVersions(packages: readonly EscoPackage[], problems: Problems): Map<string, EscoPackage[]> {
  const versions = new Map<string, EscoPackage[]>();
  for (const escoPackage of packages) {
    const { version, file } = escoPackage;
    if (version === undefined) {
      problems.refuse(
        { file },
        'the file name tells no version',
        'Keep the name that it was downloaded with ("ESCO dataset - v1.1.1 - ...").',
      );
    } else versions.set(version, [...(versions.get(version) ?? []), escoPackage]);
  }
  for (const [version, parts] of versions) {
    const others = [...versions.keys()].filter((other) => other !== version);
    const mixed = others.length > 0 ? `; packages of another version (${others.join(', ')}) cannot stand in` : '';
    const [{ file } = { file: '' }] = parts;
    if (!parts.some(({ hasConcepts, language }) => hasConcepts && language !== undefined)) {
      problems.refuse(
        { file },
        `the classification package of version ${version} is missing${mixed}`,
        `Add "ESCO dataset - v${version} - classification - en - csv.zip".`,
      );
    }
    if (!parts.some(({ hasRelations }) => hasRelations)) {
      problems.refuse(
        { file },
        `the relations of version ${version} are missing${mixed}`,
        `Add "ESCO dataset - v${version} - classification -  - csv.zip", the package without a language.`,
      );
    }
  }
  return versions;
}

async function plan(paths: readonly string[], problems: Problems): Promise<Plan> {
  const sources: Source[] = [];
  for (const path of paths) {
    const source = await recognise(path, problems);
    if (source !== undefined) sources.push(source);
  }
  const folders = sources.flatMap((source) => (source.kind === 'starter' ? [source.folder] : []));
  const packages = sources.flatMap((source) => (source.kind === 'esco' ? [source.escoPackage] : []));
  const tables = sources.flatMap((source) => (source.kind === 'labels' ? [source] : []));
  const [starter, second] = folders;
  if (second !== undefined)
    problems.refuse({ file: second }, 'a second folder was given', 'Import one folder at a time.');
  if (starter !== undefined && packages.length > 0) {
    problems.refuse(
      { file: starter },
      'a folder in the format of the starter taxonomy and ESCO packages are different taxonomies',
      'Import them in two runs; the later one is served.',
    );
  }
  const byFile = (left: { file: string }, right: { file: string }): number => (left.file < right.file ? -1 : 1);
  const isLabelsOnly = ({ hasConcepts, hasRelations }: EscoPackage): boolean => !hasConcepts && !hasRelations;
  return {
    starter,
    versions: planVersions(
      packages.filter((part) => !isLabelsOnly(part)),
      problems,
    ),
    labels: [
      ...packages.filter(isLabelsOnly).toSorted(byFile).map(packageLabels),
      ...tables
        .toSorted((left, right) => left.rank - right.rank || byFile(left.source, right.source))
        .map(({ source }) => source),
    ],
  };
}

/** Reads all files; throws TaxonomyRefused when any of them is not in order. The last taxonomy is the one to serve. */
export async function readTaxonomies(
  paths: readonly string[],
  { problems, report, latestEsco }: ReadOptions,
): Promise<Taxonomy[]> {
  const { starter, versions, labels } = await plan(paths, problems);
  problems.check(IMPORT_REFUSED);

  const drafts: TaxonomyDraft[] = [];
  if (starter !== undefined) {
    report(`Reading ${starter}`);
    drafts.push(await readStarter(starter, problems));
  }
  for (const version of [...versions.keys()].toSorted(compareVersions)) {
    report(`Reading ESCO ${version}`);
    drafts.push(await readEscoVersion(version, versions.get(version) ?? [], problems));
  }
  if (drafts.length === 0) {
    const latest = await latestEsco();
    if (latest === undefined) {
      const [{ file } = { file: paths.join(' ') }] = labels;
      problems.refuse(
        { file },
        'there are only labels here, and no ESCO version was imported that they could be put on',
        'Give the ESCO packages in the same run.',
      );
      problems.check(IMPORT_REFUSED);
    } else drafts.push(latest);
  }
  for (const source of labels) {
    report(`Reading ${source.file}`);
    for (const draft of drafts) await source.add(draft, problems);
  }
  for (const note of problems.notes()) report(`  ${note}`);
  problems.check(IMPORT_REFUSED);
  return drafts.map((draft) => draft.finish());
}
