import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { generateFiles } from '../../codegen.ts';
import { persistedDocuments } from '../../worker/api/generated/persisted-documents.ts';
import { exceededLimit } from '../../worker/api/document-limits.ts';
import { LIMITS } from '../../worker/core/limits.ts';
import { resolvers } from '../../worker/api/resolvers/index.ts';
import { schema } from '../../worker/api/schema.ts';

const ROOT = join(import.meta.dirname, '../..');

const nouns = (pattern: string, extension: string): string[] =>
  globSync(pattern, { cwd: ROOT })
    .map((file) => basename(file, extension))
    .toSorted();

/** Coordinates of everything in a type that a client can name, without those that have a description. */
function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  if (isEnumType(type)) {
    for (const value of type.getValues()) if (!value.description) missing.push(`${type.name}.${value.name}`);
  } else if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields()))
      if (!field.description) missing.push(`${type.name}.${field.name}`);
  } else if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      if (!field.description) missing.push(`${type.name}.${field.name}`);
      for (const argument of field.args) {
        if (!argument.description) missing.push(`${type.name}.${field.name}(${argument.name}:)`);
      }
    }
  }
  return missing;
}

const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && type.name !== 'Query',
);

describe('the schema', () => {
  it('has for every noun its SDL, its resolvers and its test', () => {
    const sdl = nouns('schema/*.graphql', '.graphql');
    expect(nouns('worker/api/resolvers/*.ts', '.ts').filter((noun) => noun !== 'index')).toEqual(sdl);
    const tests = nouns('test/api/*.test.ts', '.test.ts');
    expect(sdl.filter((noun) => !tests.includes(noun))).toEqual([]);
  });

  it('describes every type, field, argument and enum value', () => {
    expect(ownTypes.length).toBeGreaterThan(20);
    expect(
      [...ownTypes, ...[schema.getQueryType() ?? []].flat()].flatMap(undescribed).filter((name) => name !== 'Query'),
    ).toEqual([]);
  });

  it('describes every directive and its arguments', () => {
    const missing = schema
      .getDirectives()
      .flatMap((directive) => [directive, ...directive.args].filter(({ description }) => !description));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('states the limit in the description of every limited argument', () => {
    const unstated: string[] = [];
    for (const type of ownTypes.concat(schema.getQueryType() ?? [])) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        for (const { name, description, astNode } of field.args) {
          for (const directive of astNode?.directives ?? []) {
            if (directive.name.value !== 'range') continue;
            const stated = (directive.arguments ?? []).every(
              ({ value }) => 'value' in value && description?.includes(Number(value.value).toLocaleString('en-US')),
            );
            if (!stated) unstated.push(`${type.name}.${field.name}(${name}:)`);
          }
        }
      }
    }
    expect(unstated).toEqual([]);
  });

  it('sets the limits that the domain keeps', () => {
    const limit = (field: string, argument: string, directive: string): number => {
      const fields = schema.getQueryType()?.getFields() ?? {};
      const node = fields[field]?.args.find(({ name }) => name === argument)?.astNode;
      const found = node?.directives?.find(({ name }) => name.value === directive);
      const value = found?.arguments?.find(({ name }) => name.value === 'maximum')?.value;
      return value !== undefined && 'value' in value ? Number(value.value) : Number.NaN;
    };
    expect(limit('autocomplete', 'text', 'length')).toBe(LIMITS.autocompleteTextLength);
    expect(limit('normalizeTitle', 'title', 'length')).toBe(LIMITS.titleLength);
    expect(limit('normalizeTitle', 'description', 'length')).toBe(LIMITS.descriptionLength);
    expect(limit('normalizeTitle', 'skills', 'length')).toBe(LIMITS.skillTextLength);
    expect(limit('normalizeTitle', 'skills', 'size')).toBe(LIMITS.skillsPerTitle);
    expect(limit('normalizeTitles', 'inputs', 'size')).toBe(LIMITS.titlesPerCall);
    expect(limit('rankTitles', 'candidates', 'size')).toBe(LIMITS.candidatesPerCall);
    expect(limit('nodes', 'ids', 'size')).toBe(LIMITS.idsPerCall);
    expect(limit('autocomplete', 'limit', 'range')).toBe(LIMITS.listLimit);
    expect(limit('occupations', 'first', 'range')).toBe(LIMITS.pageSize);
  });

  it('has a resolver for every root field', () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(Object.keys(resolvers.Query ?? {}).toSorted()).toEqual(fields.toSorted());
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(Object.keys(resolvers.Mutation ?? {}).toSorted()).toEqual(mutations.toSorted());
  });
});

describe('generated files', () => {
  it('are current', async () => {
    for (const { path, content } of await generateFiles()) {
      expect(readFileSync(join(ROOT, path), 'utf8'), `${path}: run \`npm run codegen\``).toBe(content);
    }
  });

  it('hold persisted documents that are within the limits', () => {
    expect(persistedDocuments.size).toBeGreaterThan(0);
    for (const [id, document] of persistedDocuments) {
      expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(exceededLimit(parse(document))).toBeUndefined();
    }
  });
});
