/** GraphQL requests made at random from the schema, the same for the same seed: most nearly right, some torn. */
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

export interface RandomRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Mulberry32: numbers from 0 to below 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TEXTS = [
  '',
  ' ',
  'nurse',
  'Softwareentwickler (m/w/d)',
  'krankens',
  '看護師',
  'ممرض',
  '👩‍💻',
  'a'.repeat(600),
  'e\u0301',
  '%',
  '_',
  "' OR 1=1; --",
  '"',
  '\\',
  '${x}',
  '{{x}}',
  '<script>',
  '../../etc/passwd',
  '\u202e',
  '\ufeff',
  'NaN',
  'null',
  '-0',
  'occupation:nurse',
  'skill:java',
  'group:2512',
  'occupation:',
  'eyJ',
  'en',
  'de',
  'xx',
  'de-AT',
  'en-',
  '2512.4',
  '1',
  '2026-01-01T00:00:00Z',
  '0000-00-00',
  'https://example.org/occupation/nurse',
  'constructor',
  '__proto__',
  'toString',
] as const;
const NUMBERS = [
  0, 1, 2, 5, 20, 100, 101, -1, 1e9, 2_147_483_647, 2_147_483_648, -2_147_483_649, 0.5, 1e308, -0,
] as const;

/** Requests without end. `known` are texts that mean something where they are sent, such as ids. */
export function createDocuments(
  schema: GraphQLSchema,
  seed: number,
  known: readonly string[] = [],
): () => RandomRequest {
  const random = createRandom(seed);
  const chance = (share: number): boolean => random() < share;
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error('Nothing to pick from');
    return value;
  };

  const anything = (depth: number): unknown => {
    const kind = below(depth > 3 ? 5 : 7);
    if (kind === 0) return null;
    if (kind === 1) return chance(0.5);
    if (kind === 2) return pick(NUMBERS);
    if (kind < 5) return pick(TEXTS);
    if (kind === 5) return Array.from({ length: below(4) }, () => anything(depth + 1));
    return Object.fromEntries(
      Array.from({ length: below(4) }, () => [pick(['title', 'id', '__proto__', 'x']), anything(depth + 1)]),
    );
  };

  /** A value that fits the type, but for one in twelve. */
  function valueOf(type: GraphQLInputType, depth = 0): unknown {
    if (chance(0.08)) return anything(0);
    if (isNonNullType(type)) return valueOf(type.ofType, depth);
    if (chance(0.05)) return null;
    if (isListType(type)) {
      const length = chance(0.02) ? 1_200 : below(4);
      return Array.from({ length }, () => valueOf(type.ofType, depth + 1));
    }
    if (isEnumType(type)) return { enum: pick(type.getValues()).name };
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        ({ type: field }) => isNonNullType(field) || chance(depth > 2 ? 0.1 : 0.5),
      );
      return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, depth + 1)]));
    }
    switch (type.name) {
      case 'Int':
        return pick(NUMBERS.filter(Number.isInteger));
      case 'Float':
        return pick(NUMBERS);
      case 'Boolean':
        return chance(0.5);
      case 'ID':
        return known.length > 0 && chance(0.5) ? pick(known) : pick(TEXTS);
      default:
        return pick(TEXTS);
    }
  }

  const isEnum = (value: unknown): value is { readonly enum: string } =>
    typeof value === 'object' && value !== null && 'enum' in value;

  /** The value as GraphQL writes it. */
  function print(value: unknown): string {
    if (isEnum(value)) return value.enum;
    if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`;
    if (typeof value === 'object' && value !== null)
      return `{${Object.entries(value)
        .map(([name, field]) => `${name}: ${print(field)}`)
        .join(', ')}}`;
    return JSON.stringify(value);
  }

  /** The value as JSON holds it. */
  function plain(value: unknown): unknown {
    if (isEnum(value)) return value.enum;
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
    return value;
  }

  return () => {
    const variables: Record<string, unknown> = {};
    const definitions: string[] = [];

    function printArguments(args: readonly GraphQLArgument[]): string {
      const given = args.filter(({ type }) => (isNonNullType(type) ? !chance(0.03) : chance(0.4)));
      const printed = given.map(({ name, type }) => {
        const value = valueOf(type);
        if (!chance(0.4)) return `${name}: ${print(value)}`;
        const variable = `v${definitions.length}`;
        definitions.push(`$${variable}: ${chance(0.05) ? 'String' : String(type)}`);
        if (!chance(0.03)) variables[variable] = plain(value);
        return `${name}: $${variable}`;
      });
      return printed.length === 0 ? '' : `(${printed.join(', ')})`;
    }

    function printSelections(type: GraphQLNamedType, depth: number): string {
      if (isUnionType(type)) {
        const parts = type.getTypes().map((part) => `... on ${part.name} ${printSelections(part, depth + 1)}`);
        return `{ __typename ${parts.join(' ')} }`;
      }
      if (!isObjectType(type) && !isInterfaceType(type)) return '';
      const fields = Object.values(type.getFields()).filter(({ type: field }) => {
        const inner = getNamedType(field);
        const isLeaf = !isObjectType(inner) && !isInterfaceType(inner) && !isUnionType(inner);
        return isLeaf ? chance(0.5) : depth < 5 && chance(depth === 0 ? 0.08 : 0.25);
      });
      const printed = fields.map((field) => {
        const alias = chance(0.05) ? `a${below(3)}: ` : '';
        const directive = chance(0.03) ? ` @include(if: ${chance(0.5)})` : '';
        const inner = printSelections(getNamedType(field.type), depth + 1);
        return `${alias}${field.name}${printArguments(field.args)}${directive} ${inner}`;
      });
      return `{ ${chance(0.02) ? 'nothing ' : ''}${printed.length === 0 ? '__typename' : printed.join(' ')} }`;
    }

    const mutation = schema.getMutationType();
    const isMutation = mutation !== undefined && mutation !== null && chance(0.3);
    const root = isMutation ? mutation : schema.getQueryType();
    if (root === undefined || root === null) throw new Error('The schema has no queries');
    const selections = printSelections(root, 0);
    const head = definitions.length === 0 ? '' : `Fuzz(${definitions.join(', ')})`;
    let query = `${isMutation ? 'mutation' : 'query'} ${head} ${selections}`;
    for (let tears = chance(0.2) ? 1 + below(5) : 0; tears > 0; tears -= 1) {
      const at = below(query.length);
      const rest = query.slice(at + below(10));
      query = query.slice(0, at) + (chance(0.5) ? pick([...TEXTS, '{', '}', '(', '...', '$', '@', '"""']) : '') + rest;
    }
    return { query, variables };
  };
}
