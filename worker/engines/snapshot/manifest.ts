/**
 * `manifest.json`: names the files of the snapshot that is served. It is the only file that is ever overwritten, by
 * an atomic rename; all others carry a hash of their content in their names.
 */
import { type LanguageTag, parseLanguageTag } from '../../core/language.ts';
import { type Result, failed, success } from '../../core/result.ts';

export const MANIFEST_VERSION = 4;

export interface SnapshotFile {
  /** Relative to the manifest, for example "labels-en-1a2b3c4d5e6f7a8b.bin". */
  readonly name: string;
  readonly bytes: number;
}

export type FilesByLanguage = Readonly<Record<string, SnapshotFile>>;

export const INDEXED_KINDS = ['OCCUPATION', 'SKILL'] as const;
export type IndexedKind = (typeof INDEXED_KINDS)[number];

export interface Manifest {
  readonly formatVersion: number;
  /** Hash over all files: what `taxonomy.snapshot` answers. */
  readonly snapshot: string;
  readonly taxonomy: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly attribution: string;
    /** RFC 3339, UTC. */
    readonly importedAt: string;
    readonly occupationCount: number;
    readonly skillCount: number;
    readonly labelCount: number;
  };
  readonly languages: readonly LanguageTag[];
  readonly files: {
    readonly concepts: SnapshotFile;
    /** One vector a concept: where the encoder puts it. */
    readonly vectors: SnapshotFile;
    /** One vector a group or occupation: what lies around it. */
    readonly surroundings: SnapshotFile;
    readonly labels: FilesByLanguage;
    readonly prefix: Readonly<Record<IndexedKind, FilesByLanguage>>;
    /** Sign codes of labels; those of occupations include their groups'. */
    readonly codes: Readonly<Record<IndexedKind, FilesByLanguage>>;
  };
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a manifest was refused: the path of the wrong field. */
export interface ManifestFailure {
  readonly reason: 'not_json' | 'unknown_version' | 'wrong_field';
  readonly path: string;
}

/** Checks every field: a manifest from disk or network is foreign until it was read. */
export function parseManifest(text: string): Result<Manifest, ManifestFailure> {
  let wrong: string | undefined;
  const refuse = (path: string): void => {
    wrong ??= path;
  };
  const fields = (value: unknown, path: string): Fields => (isFields(value) ? value : (refuse(path), {}));
  const string = (value: unknown, path: string): string => (typeof value === 'string' ? value : (refuse(path), ''));
  const count = (value: unknown, path: string): number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : (refuse(path), 0);
  const file = (value: unknown, path: string): SnapshotFile => {
    const { name, bytes } = fields(value, path);
    return { name: string(name, `${path}.name`), bytes: count(bytes, `${path}.bytes`) };
  };
  const files = (value: unknown, path: string): FilesByLanguage =>
    Object.fromEntries(Object.entries(fields(value, path)).map(([tag, entry]) => [tag, file(entry, `${path}.${tag}`)]));

  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failed({ reason: 'not_json', path: '' });
  }
  const root = fields(json, '');
  if (root['formatVersion'] !== MANIFEST_VERSION) return failed({ reason: 'unknown_version', path: 'formatVersion' });
  const taxonomy = fields(root['taxonomy'], 'taxonomy');
  const stored = fields(root['files'], 'files');
  const prefix = fields(stored['prefix'], 'files.prefix');
  const codes = fields(stored['codes'], 'files.codes');
  const tags = Array.isArray(root['languages']) ? root['languages'] : (refuse('languages'), []);
  const manifest: Manifest = {
    formatVersion: MANIFEST_VERSION,
    snapshot: string(root['snapshot'], 'snapshot'),
    taxonomy: {
      id: string(taxonomy['id'], 'taxonomy.id'),
      name: string(taxonomy['name'], 'taxonomy.name'),
      version: string(taxonomy['version'], 'taxonomy.version'),
      licence: string(taxonomy['licence'], 'taxonomy.licence'),
      attribution: string(taxonomy['attribution'], 'taxonomy.attribution'),
      importedAt: string(taxonomy['importedAt'], 'taxonomy.importedAt'),
      occupationCount: count(taxonomy['occupationCount'], 'taxonomy.occupationCount'),
      skillCount: count(taxonomy['skillCount'], 'taxonomy.skillCount'),
      labelCount: count(taxonomy['labelCount'], 'taxonomy.labelCount'),
    },
    languages: tags.flatMap((tag: unknown) => {
      const parsed = typeof tag === 'string' ? parseLanguageTag(tag) : undefined;
      return parsed === undefined ? (refuse('languages'), []) : [parsed];
    }),
    files: {
      concepts: file(stored['concepts'], 'files.concepts'),
      vectors: file(stored['vectors'], 'files.vectors'),
      surroundings: file(stored['surroundings'], 'files.surroundings'),
      labels: files(stored['labels'], 'files.labels'),
      prefix: {
        OCCUPATION: files(prefix['OCCUPATION'], 'files.prefix.OCCUPATION'),
        SKILL: files(prefix['SKILL'], 'files.prefix.SKILL'),
      },
      codes: {
        OCCUPATION: files(codes['OCCUPATION'], 'files.codes.OCCUPATION'),
        SKILL: files(codes['SKILL'], 'files.codes.SKILL'),
      },
    },
  };
  return wrong === undefined ? success(manifest) : failed({ reason: 'wrong_field', path: wrong });
}
