/** The schema reference, made of the SDL's own descriptions: one page a file of `schema/`. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type StringValueNode,
  type TypeNode,
  parse,
  print,
} from 'graphql';
import { Marked } from 'marked';
import type { GuidePage } from './guide-page.ts';
import { escapeHtml } from './html.ts';
import type { Heading } from './markdown.ts';

const FOLDER = join(import.meta.dirname, '../../schema');
const markdown = new Marked({ gfm: true });

/** Page by type name. */
type Pages = ReadonlyMap<string, string>;

interface SchemaFile {
  readonly name: string;
  readonly definitions: readonly DefinitionNode[];
}

const readSchema = (): SchemaFile[] =>
  globSync('*.graphql', { cwd: FOLDER })
    .toSorted()
    .map((file) => ({
      name: basename(file, '.graphql'),
      definitions: parse(readFileSync(join(FOLDER, file), 'utf8')).definitions,
    }));

const described = (description: StringValueNode | undefined): string =>
  description === undefined ? '' : markdown.parse(description.value, { async: false });

/** A type, linked to where it is described; the scalars of GraphQL itself are not. */
function typeLink(type: TypeNode, pages: Pages): string {
  switch (type.kind) {
    case Kind.NON_NULL_TYPE:
      return `${typeLink(type.type, pages)}!`;
    case Kind.LIST_TYPE:
      return `[${typeLink(type.type, pages)}]`;
    case Kind.NAMED_TYPE: {
      const page = pages.get(type.name.value);
      return page === undefined ? type.name.value : `<a href="${page}#${type.name.value}">${type.name.value}</a>`;
    }
  }
}

function inputValue({ name, type, defaultValue, description }: InputValueDefinitionNode, pages: Pages): string {
  const standard = defaultValue === undefined ? '' : ` = ${escapeHtml(print(defaultValue))}`;
  return `<dt><code>${name.value}: ${typeLink(type, pages)}${standard}</code></dt><dd>${described(description)}</dd>`;
}

const values = (nodes: readonly InputValueDefinitionNode[] | undefined, pages: Pages): string =>
  nodes === undefined || nodes.length === 0
    ? ''
    : `<dl class="arguments">${nodes.map((node) => inputValue(node, pages)).join('')}</dl>`;

function field(node: FieldDefinitionNode, owner: string, pages: Pages): string {
  const id = `${owner}.${node.name.value}`;
  return `<section class="field" id="${id}"><h3><a class="anchor" href="#${id}"><code>${node.name.value}</code></a><code class="type">${typeLink(node.type, pages)}</code></h3>${described(node.description)}${values(node.arguments, pages)}</section>`;
}

const KINDS: Partial<Record<Kind, string>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'type',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
};

function body(node: DefinitionNode, owner: string, pages: Pages): string {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return (node.fields ?? []).map((one) => field(one, owner, pages)).join('\n');
    case Kind.UNION_TYPE_DEFINITION:
      return `<p>One of ${(node.types ?? []).map((type) => `<code>${typeLink(type, pages)}</code>`).join(', ')}.</p>`;
    case Kind.ENUM_TYPE_DEFINITION:
      return `<dl class="arguments">${(node.values ?? [])
        .map(({ name, description }) => `<dt><code>${name.value}</code></dt><dd>${described(description)}</dd>`)
        .join('')}</dl>`;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return values(node.fields, pages);
    default:
      return '';
  }
}

function section(node: DefinitionNode, pages: Pages, headings: Heading[]): string {
  if (holdsOperations(node)) {
    const owner = node.name.value;
    const title = owner === 'Query' ? 'Queries' : owner === 'Mutation' ? 'Mutations' : owner;
    headings.push({ level: 2, id: title, text: title });
    return `<h2 id="${title}">${title}</h2>\n${body(node, owner, pages)}`;
  }
  const kind = KINDS[node.kind];
  if (kind === undefined || !('name' in node) || node.name === undefined || !('description' in node)) return '';
  const name = node.name.value;
  headings.push({ level: 2, id: name, text: name });
  return `<h2 id="${name}"><a class="anchor" href="#${name}">${name}</a> <span class="fine">${kind}</span></h2>\n${described(node.description)}${body(node, name, pages)}`;
}

/** `type Query`, `extend type Query` and the like. */
function holdsOperations(node: DefinitionNode): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return (
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    (node.name.value === 'Query' || node.name.value === 'Mutation')
  );
}

/** Queries and mutations first: they are what people look for. */
const byWeight = (node: DefinitionNode): number => (holdsOperations(node) ? 0 : 1);

function titleOf(name: string): string {
  const text = name.replaceAll('-', ' ');
  return `Schema: ${text}`;
}

export function schemaPages(): readonly GuidePage[] {
  const files = readSchema();
  const pages = new Map<string, string>();
  for (const { name, definitions } of files) {
    for (const node of definitions) {
      if (KINDS[node.kind] !== undefined && 'name' in node && node.name !== undefined)
        pages.set(node.name.value, `/docs/schema/${name}`);
    }
  }
  const nouns = files.map(({ name, definitions }): GuidePage => {
    const headings: Heading[] = [];
    const sections = definitions
      .toSorted((left, right) => byWeight(left) - byWeight(right))
      .map((node) => section(node, pages, headings));
    return {
      href: `/docs/schema/${name}`,
      title: titleOf(name),
      summary: `What the schema says about ${name.replaceAll('-', ' ')}: ${headings.map(({ text }) => text).join(', ')}.`,
      html: `<h1>${titleOf(name)}</h1>\n${sections.join('\n')}`,
      headings,
    };
  });
  return [operationsPage(files, pages), ...nouns];
}

/** Every query and mutation with the first sentence of its description. */
function operationsPage(files: readonly SchemaFile[], pages: Pages): GuidePage {
  const rows = files.flatMap(({ name, definitions }) =>
    definitions.flatMap((node) => {
      if (!holdsOperations(node)) return [];
      const owner = node.name.value;
      return (node.fields ?? []).map(
        (one) =>
          `<tr><td><a href="/docs/schema/${name}#${owner}.${one.name.value}"><code>${one.name.value}</code></a></td><td><code>${typeLink(one.type, pages)}</code></td><td>${described(one.description)}</td></tr>`,
      );
    }),
  );
  const summary =
    'Every query and mutation of the API, with what it answers. Each field, argument and type is described.';
  return {
    href: '/docs/schema/',
    title: 'Schema: all operations',
    summary,
    html: `<h1>Schema</h1>\n<p class="lead">${summary}</p>\n<div class="scroll" tabindex="0" role="region" aria-label="Operations"><table><thead><tr><th scope="col">Field</th><th scope="col">Answers</th><th scope="col">What it does</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`,
    headings: [],
  };
}
