/**
 * What the SDL's directives `@length`, `@size` and `@range` demand of arguments, and what every text must be: whole
 * characters without control characters, and a language that the taxonomy holds. Checked on coerced values before execution, so that
 * a refused request has done no work and gets a 4xx.
 */
import {
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  Kind,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import type { Failure } from '../core/failures.ts';

export interface ValueRules {
  /** UTF-16 code units of each text. */
  readonly length: number | undefined;
  /** Elements of a list. */
  readonly size: number | undefined;
  readonly range: { readonly minimum: number; readonly maximum: number } | undefined;
  /** Language tags are held against the taxonomy. */
  readonly isLanguage: boolean;
  /** The fields of an input object. */
  readonly fields: ReadonlyMap<string, ValueRules>;
}

/** Tabs and line breaks aside: no text of a person holds them, NUL above all. */
const CONTROL_CHARACTER = /(?![\t\n\v\f\r])\p{Cc}/u;

function numberArgument(directive: ConstDirectiveNode | undefined, name: string): number | undefined {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.INT || value?.kind === Kind.FLOAT ? Number(value.value) : undefined;
}

/** The rules of an argument or an input field, read from the SDL. */
export function rulesOf({ astNode, type }: GraphQLArgument | GraphQLInputField): ValueRules {
  const directive = (name: string): ConstDirectiveNode | undefined =>
    astNode?.directives?.find((candidate) => candidate.name.value === name);
  const minimum = numberArgument(directive('range'), 'minimum');
  const maximum = numberArgument(directive('range'), 'maximum');
  return {
    length: numberArgument(directive('length'), 'maximum'),
    size: numberArgument(directive('size'), 'maximum'),
    range: minimum === undefined || maximum === undefined ? undefined : { minimum, maximum },
    isLanguage: getNamedType(type).name === 'LanguageTag',
    fields: fieldRules(getNamedType(type)),
  };
}

function fieldRules(type: GraphQLInputType): ReadonlyMap<string, ValueRules> {
  if (!isInputObjectType(type)) return new Map();
  return new Map(Object.values(type.getFields()).map((field) => [field.name, rulesOf(field)]));
}

/** The first thing wrong with a coerced value; undefined when nothing is. `argument` is its path: "inputs[3].title". */
export function findFault(
  value: unknown,
  rules: ValueRules,
  argument: string,
  isHeld: (tag: string) => boolean,
): Failure | undefined {
  if (typeof value === 'string') return findTextFault(value, rules, argument, isHeld);
  if (typeof value === 'number') {
    if (rules.range === undefined || (value >= rules.range.minimum && value <= rules.range.maximum)) return undefined;
    return { code: 'OUT_OF_RANGE', argument, value, ...rules.range };
  }
  if (Array.isArray(value)) {
    if (rules.size !== undefined && value.length > rules.size) {
      return { code: 'LIST_TOO_LONG', argument, length: value.length, maximum: rules.size };
    }
    for (const [index, element] of value.entries()) {
      const fault = findFault(element, rules, `${argument}[${index}]`, isHeld);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [name, field] of Object.entries(value)) {
      const fieldRule = rules.fields.get(name);
      const fault = fieldRule === undefined ? undefined : findFault(field, fieldRule, `${argument}.${name}`, isHeld);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function findTextFault(
  text: string,
  { length, isLanguage }: ValueRules,
  argument: string,
  isHeld: (tag: string) => boolean,
): Failure | undefined {
  if (length !== undefined && text.length > length) {
    return { code: 'TEXT_TOO_LONG', argument, length: text.length, maximum: length };
  }
  if (!text.isWellFormed()) {
    return { code: 'BAD_USER_INPUT', argument, reason: 'holds half a surrogate pair; send whole characters' };
  }
  if (CONTROL_CHARACTER.test(text)) {
    return { code: 'BAD_USER_INPUT', argument, reason: 'holds a control character; send plain text' };
  }
  if (isLanguage && !isHeld(text)) return { code: 'INVALID_LANGUAGE', argument, tag: text };
  return undefined;
}
