/**
 * Checks an operation before it is executed: its arguments against their rules, and what it may cost.
 *
 * The cost is bounded from above, by the SDL's directives `@cost` and `@listSize`: every object answered costs 1, and
 * every call of a field its weight. Repeated fragments count each time, and so does what `@skip` may leave out. The
 * walk stops at the first fault, so that its own cost is bounded by the field and cost limits.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  typeFromAST,
} from 'graphql';
import type { Failure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import { type ValueRules, findFault, rulesOf } from './argument-rules.ts';

interface FieldRules {
  readonly arguments: readonly (readonly [string, ValueRules])[];
  /** Cost of one call. */
  readonly weight: number;
  /** The list argument by whose length the weight is multiplied. */
  readonly times: string | undefined;
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  /** The fields below that hold the elements; undefined where the field itself is the list. */
  readonly sizedFields: readonly string[] | undefined;
}

const strings = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((element) => typeof element === 'string') : undefined;
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Reads the directives of a field, once a schema. */
function readFieldRules(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): FieldRules {
  const directive = (name: string): Record<string, unknown> => {
    const definition = schema.getDirective(name);
    const node = field.astNode ?? {};
    return (definition && getDirectiveValues(definition, node)) ?? {};
  };
  const cost = directive('cost');
  const list = directive('listSize');
  return {
    arguments: field.args.map((argument) => [argument.name, rulesOf(argument)] as const),
    weight: number(cost['weight']) ?? 0,
    times: typeof cost['times'] === 'string' ? cost['times'] : undefined,
    assumedSize: number(list['assumedSize']),
    slicingArguments: strings(list['slicingArguments']) ?? [],
    sizedFields: strings(list['sizedFields']),
  };
}

/** How many elements a list may have: what a slicing argument says, else what the SDL assumes. */
function listSize(rules: FieldRules, values: Readonly<Record<string, unknown>>): number {
  for (const name of rules.slicingArguments) {
    const value = values[name];
    if (typeof value === 'number') return Math.max(0, value);
    if (Array.isArray(value)) return value.length;
  }
  return rules.assumedSize ?? 1;
}

export interface CheckedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Checked {
  /** The first fault; undefined when nothing is wrong, or when the variables cannot be coerced: execution says so better. */
  readonly failure: Failure | undefined;
  /** What the operation may cost, as far as it was checked. */
  readonly cost: number;
}

export type OperationCheck = (operation: CheckedOperation, isHeld: (tag: string) => boolean) => Checked;

export function createOperationCheck(schema: GraphQLSchema): OperationCheck {
  const rulesByField = new WeakMap<GraphQLField<unknown, unknown>, FieldRules>();
  const rulesOfField = (field: GraphQLField<unknown, unknown>): FieldRules => {
    const known = rulesByField.get(field) ?? readFieldRules(schema, field);
    rulesByField.set(field, known);
    return known;
  };

  return ({ document, operation, variables }, isHeld) => {
    const { variableValues } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    const rootType = schema.getRootType(operation.operation);
    if (variableValues === undefined || rootType === undefined || rootType === null)
      return { failure: undefined, cost: 0 };
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    let fields = 0;
    let cost = 0;

    function checkField(node: FieldNode, type: GraphQLCompositeType, times: number, sized: Sized): Failure | undefined {
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
      if (field === undefined) return undefined; // __typename and introspection
      const rules = rulesOfField(field);
      const values = getArgumentValues(field, node, variableValues);
      for (const [name, rule] of rules.arguments) {
        const fault = findFault(values[name], rule, name, isHeld);
        if (fault !== undefined) return fault;
      }
      const isConnection = rules.sizedFields !== undefined;
      const size = sized.fields.has(field.name) ? sized.size : isConnection ? 1 : listSize(rules, values);
      const inner = getNamedType(field.type);
      const calls = rules.times === undefined ? times : times * listLength(values[rules.times]);
      cost += calls * rules.weight + (isCompositeType(inner) ? times * size : 0);
      if (cost > LIMITS.queryCost) return { code: 'COST_LIMIT', value: cost, maximum: LIMITS.queryCost };
      if (node.selectionSet === undefined || !isCompositeType(inner)) return undefined;
      const below = isConnection ? { fields: new Set(rules.sizedFields), size: listSize(rules, values) } : UNSIZED;
      return checkSelections(node.selectionSet, inner, times * size, below);
    }

    function checkSelections(
      { selections }: SelectionSetNode,
      type: GraphQLCompositeType,
      times: number,
      sized: Sized,
    ): Failure | undefined {
      for (const selection of selections) {
        fields += 1;
        if (fields > LIMITS.queryFields) {
          return { code: 'FIELD_LIMIT', value: fields, maximum: LIMITS.queryFields };
        }
        let fault: Failure | undefined;
        if (selection.kind === Kind.FIELD) {
          fault = checkField(selection, type, times, sized);
        } else {
          const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          const condition = part?.typeCondition === undefined ? type : typeFromAST(schema, part.typeCondition);
          if (part !== undefined && isCompositeType(condition)) {
            fault = checkSelections(part.selectionSet, condition, times, sized);
          }
        }
        if (fault !== undefined) return fault;
      }
      return undefined;
    }

    const failure = checkSelections(operation.selectionSet, rootType, 1, UNSIZED);
    return { failure, cost };
  };
}

/** Which fields of the selection set at hand hold the elements of a connection, and how many. */
interface Sized {
  readonly fields: ReadonlySet<string>;
  readonly size: number;
}
const UNSIZED: Sized = { fields: new Set(), size: 1 };

const listLength = (value: unknown): number => (Array.isArray(value) ? value.length : 1);
