/** The guides' Markdown to HTML: headings that can be linked to, highlighted code, tables that scroll by themselves. */
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import graphql from 'highlight.js/lib/languages/graphql';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import { Marked, type Tokens } from 'marked';
import { escapeHtml } from './html.ts';
import { picture } from './picture.ts';

const LANGUAGES = {
  bash,
  sh: bash,
  graphql,
  toml: ini,
  javascript,
  js: javascript,
  json,
  python,
  sql,
  typescript,
  ts: typescript,
  html: xml,
};
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

export interface RenderedGuide {
  readonly html: string;
  /** Of the first heading. */
  readonly title: string;
  /** The first paragraph as plain text. */
  readonly summary: string;
  readonly headings: readonly Heading[];
}

/** Code as HTML, coloured by classes where its language is known. */
function highlight(code: string, language: string): string {
  return hljs.getLanguage(language) === undefined
    ? escapeHtml(code)
    : hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

export const codeBlock = (code: string, language: string): string =>
  `<pre tabindex="0"><code>${highlight(code, language)}</code></pre>\n`;

/** "What people ask for" -> "what-people-ask-for", as GitHub forms it, so that links work in both places. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** `link` gives the address of what the Markdown links to; undefined where there is no such page. */
export function renderGuide(markdown: string, link: (href: string) => string | undefined): RenderedGuide {
  const headings: Heading[] = [];
  const taken = new Map<string, number>();
  let summary = '';
  let tables = 0;
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const inner = this.parser.parseInline(tokens);
        const text = plain(inner);
        const count = taken.get(slug(text)) ?? 0;
        taken.set(slug(text), count + 1);
        const id = count === 0 ? slug(text) : `${slug(text)}-${count}`;
        headings.push({ level: depth, id, text });
        if (depth === 1) return `<h1 id="${id}">${inner}</h1>\n`;
        return `<h${depth} id="${id}"><a class="anchor" href="#${id}">${inner}</a></h${depth}>\n`;
      },
      paragraph({ tokens }: Tokens.Paragraph): string {
        const inner = this.parser.parseInline(tokens);
        if (summary === '') summary = plain(inner);
        return `<p>${inner}</p>\n`;
      },
      code({ text, lang }: Tokens.Code): string {
        return codeBlock(text, lang ?? '');
      },
      link({ href, tokens }: Tokens.Link): string {
        const inner = this.parser.parseInline(tokens);
        const address = link(href);
        return address === undefined ? inner : `<a href="${escapeHtml(address)}">${inner}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        return picture(href, text);
      },
      table({ header, rows }: Tokens.Table): string {
        const cell = ({ tokens, align }: Tokens.TableCell, tag: 'th' | 'td'): string => {
          const inner = this.parser.parseInline(tokens);
          // An empty corner heads nothing.
          const name = tag === 'th' && inner === '' ? 'td' : tag;
          return `<${name}${name === 'th' ? ' scope="col"' : ''}${align === null ? '' : ` class="${align}"`}>${inner}</${name}>`;
        };
        const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td'): string =>
          `<tr>${cells.map((one) => cell(one, tag)).join('')}</tr>`;
        const head = header.every(({ text }) => text === '') ? '' : `<thead>${row(header, 'th')}</thead>`;
        const body = rows.map((cells) => row(cells, 'td')).join('');
        return `<div class="scroll" tabindex="0" role="group" aria-label="Table ${++tables}">\n<table>${head}<tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  const html = marked.parse(markdown, { async: false });
  return { html, title: headings.find(({ level }) => level === 1)?.text ?? '', summary, headings };
}
