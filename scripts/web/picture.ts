/** A guide's picture with its size, so that the text below it stays where it is when the picture comes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from './html.ts';

const DOCS = join(import.meta.dirname, '../../docs');

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of a PNG by its first chunk, of an SVG by its attributes. */
function sizeOf(path: string): Size {
  const bytes = readFileSync(path);
  if (path.endsWith('.png')) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  const [, width, height] = /^<svg[^>]*? width="(\d+)" height="(\d+)"/.exec(bytes.toString('utf8')) ?? [];
  if (width === undefined || height === undefined) throw new Error(`${path} does not say how large it is`);
  return { width: Number(width), height: Number(height) };
}

/** `href` as in the guide, from docs/. The first screen's text comes before pictures further down. */
export function picture(href: string, text: string): string {
  const { width, height } = sizeOf(join(DOCS, href));
  return `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}" width="${width}" height="${height}" loading="lazy" />`;
}
