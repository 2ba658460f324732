/** The persisted documents, with the ids by which clients ask for them. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { persistedDocuments } from '../../worker/api/generated/persisted-documents.ts';
import type { GuidePage } from './guide-page.ts';
import { escapeHtml } from './html.ts';
import { type Heading, codeBlock } from './markdown.ts';

const FOLDER = join(import.meta.dirname, '../../schema/persisted');
const SUMMARY =
  'Documents that the server knows by their id: the address stays short, every client shares the cache, and nothing is parsed.';

export function persistedDocumentsPage(): GuidePage {
  const headings: Heading[] = [];
  const sections = globSync('*.graphql', { cwd: FOLDER })
    .toSorted()
    .map((file) => {
      const document = readFileSync(join(FOLDER, file), 'utf8').trim();
      const [id] = [...persistedDocuments].find(([, known]) => known === document) ?? [];
      if (id === undefined) throw new Error(`schema/persisted/${file} is not generated; run \`npm run codegen\``);
      const name = basename(file, '.graphql');
      headings.push({ level: 2, id: name, text: name });
      return `<h2 id="${name}"><a class="anchor" href="#${name}">${name}</a></h2>\n<pre tabindex="0"><code>${escapeHtml(id)}</code></pre>\n${codeBlock(document, 'graphql')}`;
    });
  return {
    href: '/docs/persisted-documents',
    title: 'Persisted documents',
    summary: SUMMARY,
    html: `<h1>Persisted documents</h1>\n<p class="lead">${SUMMARY}</p>\n<p>Send <code>documentId</code> in place of <code>query</code>, by GET or POST. A released document keeps its id; a change to it is a new document beside it. How: <a href="/docs/api">the API</a> and <a href="/docs/adopting">adopting it</a>.</p>\n${sections.join('\n')}`,
    headings,
  };
}
