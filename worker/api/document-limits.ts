/**
 * Bounds that need the document alone: tokens, aliases, directives, depth. Checked before validation, whose own cost
 * grows with the document. Introspection fields are not counted towards the depth: GraphQL.js bounds those.
 *
 * Cost: one visit of each node; a fragment's depth is measured once.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  parse,
  visit,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Failure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import { failureError } from './failures.ts';

function countNodes(document: DocumentNode): { aliases: number; directives: number } {
  const counts = { aliases: 0, directives: 0 };
  visit(document, {
    Field: ({ alias }) => {
      if (alias !== undefined) counts.aliases += 1;
    },
    Directive: () => {
      counts.directives += 1;
    },
  });
  return counts;
}

/** Fields within fields of the deepest operation. A fragment within itself counts once: validation refuses it later. */
function measureDepth(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, number>();

  const fragmentDepth = (name: string): number => {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const depth = fragment === undefined ? 0 : depthOf(fragment.selectionSet);
    known.set(name, depth);
    return depth;
  };
  const depthOf = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections) {
      let depth = 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) depth = fragmentDepth(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) depth = depthOf(selection.selectionSet);
      else if (!selection.name.value.startsWith('__')) {
        depth = 1 + (selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet));
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  };

  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map(({ selectionSet }) => depthOf(selectionSet)));
}

/** The first bound that a document exceeds; undefined when it keeps all. */
export function exceededLimit(document: DocumentNode): Failure | undefined {
  const { aliases, directives } = countNodes(document);
  if (aliases > LIMITS.queryAliases) return { code: 'ALIAS_LIMIT', value: aliases, maximum: LIMITS.queryAliases };
  if (directives > LIMITS.queryDirectives) {
    return { code: 'DIRECTIVE_LIMIT', value: directives, maximum: LIMITS.queryDirectives };
  }
  const depth = measureDepth(document);
  return depth > LIMITS.queryDepth ? { code: 'DEPTH_LIMIT', value: depth, maximum: LIMITS.queryDepth } : undefined;
}

/** Parses a document of a bounded number of tokens. */
function parseBounded(source: Parameters<typeof parse>[0]): DocumentNode {
  try {
    return parse(source, { maxLexicalTokens: LIMITS.queryTokens });
  } catch (error) {
    if (error instanceof GraphQLError && /more than \d+ tokens/.test(error.message)) {
      const maximum = LIMITS.queryTokens;
      throw failureError({ code: 'TOKEN_LIMIT', value: maximum + 1, maximum });
    }
    // Half a surrogate pair, escaped: no text that could be meant, so it is refused like one in a variable.
    if (error instanceof GraphQLError && /Invalid Unicode escape sequence: "\\u[dD][89a-fA-F]/.test(error.message)) {
      throw failureError({ code: 'BAD_REQUEST', reason: 'the document holds half a surrogate pair' });
    }
    throw error;
  }
}

export function useDocumentLimits(): Plugin {
  /** Documents that keep all bounds; the same one comes from the document cache again and again. */
  const bounded = new WeakSet<DocumentNode>();
  return {
    onParse({ setParseFn }) {
      setParseFn(parseBounded);
    },
    onValidate({ params: { documentAST }, setResult }) {
      if (bounded.has(documentAST)) return;
      const failure = exceededLimit(documentAST);
      if (failure === undefined) bounded.add(documentAST);
      else setResult([failureError(failure)]);
    },
  };
}
