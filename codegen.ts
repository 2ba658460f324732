/**
 * `npm run codegen`: everything that follows from `schema/`. What it writes is committed; a test checks that it is
 * current.
 *
 * - `worker/api/generated/schema.ts`: the SDL as one string, so that the Worker and Node load it alike;
 * - `worker/api/generated/resolvers.ts`: the types of the resolvers, over the domain's own types;
 * - `worker/api/generated/persisted-documents.ts`: the documents of `schema/persisted/` by their `documentId`.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';

const ROOT = import.meta.dirname;
const GENERATED = 'worker/api/generated';

export interface GeneratedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly content: string;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8').trim();
const files = (pattern: string): string[] => globSync(pattern, { cwd: ROOT }).toSorted();
const quote = (text: string): string => JSON.stringify(text);

function schemaModule(): string {
  const sdl = files('schema/*.graphql').map(read).join('\n\n');
  return `/** Written by codegen.ts from schema/*.graphql. */\nexport const sdl = ${quote(sdl)};\n`;
}

/** Ids as Appendix A of GraphQL over HTTP forms them: SHA-256 of the source text, here without its last line break. */
function persistedDocumentsModule(): string {
  const entries = files('schema/persisted/*.graphql').map((path) => {
    const document = read(path);
    const id = `sha256:${createHash('sha256').update(document).digest('hex')}`;
    return `  // ${path}\n  [${quote(id)}, ${quote(document)}],`;
  });
  return [
    '/** Written by codegen.ts from schema/persisted/*.graphql. */',
    'export const persistedDocuments: ReadonlyMap<string, string> = new Map([',
    ...entries,
    ']);\n',
  ].join('\n');
}

/** Object types whose parent value is a type of the domain; all others are what the SDL says. */
const MAPPERS = {
  Occupation: '../../domain/concepts.ts#Concept as ConceptModel',
  OccupationGroup: '../../domain/concepts.ts#Concept as ConceptModel',
  Skill: '../../domain/concepts.ts#Concept as ConceptModel',
  Taxonomy: '../../domain/taxonomy.ts#ServedTaxonomy',
  Collection: '../../domain/collections.ts#Collection as CollectionModel',
  BulkNormalization: '../../domain/bulk.ts#BulkJob',
  CollectionTitle: '../../domain/collection-titles.ts#CollectionTitle as CollectionTitleModel',
  ConceptChange: '../../domain/changes.ts#Change',
  ConceptChangeConnection: '../../domain/changes.ts#ChangeConnection',
};

async function resolverTypes(): Promise<string> {
  const outputs: unknown = await generate(
    {
      cwd: ROOT,
      silent: true,
      schema: 'schema/*.graphql',
      generates: {
        [`${GENERATED}/resolvers.ts`]: {
          plugins: [
            { add: { content: '/** Written by codegen.ts from schema/*.graphql. */' } },
            'typescript',
            'typescript-resolvers',
          ],
          config: {
            contextType: '../context.ts#ApiContext',
            mappers: MAPPERS,
            scalars: {
              LanguageTag: { input: '../../core/language.ts#LanguageTag', output: 'string' },
              DateTime: 'string',
              URI: 'string',
            },
            enumsAsTypes: true,
            immutableTypes: true,
            strictScalars: true,
            skipTypename: true,
            useTypeImports: true,
            emitLegacyCommonJSImports: false,
            importExtension: '.ts',
            avoidOptionals: { resolvers: false, field: true },
            maybeValue: 'T | null | undefined',
            inputMaybeValue: 'T | null | undefined',
          },
        },
      },
    },
    false,
  );
  const [output] = Array.isArray(outputs) ? outputs : [];
  if (typeof output?.content !== 'string') throw new Error('graphql-codegen wrote nothing');
  return output.content;
}

export async function generateFiles(): Promise<readonly GeneratedFile[]> {
  return [
    { path: `${GENERATED}/schema.ts`, content: schemaModule() },
    { path: `${GENERATED}/persisted-documents.ts`, content: persistedDocumentsModule() },
    { path: `${GENERATED}/resolvers.ts`, content: await resolverTypes() },
  ];
}

if (import.meta.main) {
  for (const { path, content } of await generateFiles()) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
  }
}
