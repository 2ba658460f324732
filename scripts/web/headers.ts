/**
 * The headers of static files, in the format of Cloudflare's `_headers`. Pages run scripts and styles of their own origin
 * alone, none of them inline, and cannot be framed.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Monaco, GraphiQL's editor, writes styles into the page and makes HTML of strings. */
const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = `/*
  Content-Security-Policy: ${POLICY}
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: interest-cohort=(), camera=(), microphone=(), geolocation=()
  Cross-Origin-Opener-Policy: same-origin

/graphiql
  ! Content-Security-Policy
  Content-Security-Policy: ${GRAPHIQL_POLICY}

/graphiql/*
  ! Content-Security-Policy
  Content-Security-Policy: ${GRAPHIQL_POLICY}
  Cache-Control: public, max-age=3600

/fonts/*
  Cache-Control: public, max-age=31536000, immutable

/explorer/parts/*
  Cache-Control: public, max-age=31536000, immutable

/elements/*
  Cross-Origin-Resource-Policy: cross-origin
`;

export function writeHeaders(folder: string): void {
  writeFileSync(join(folder, '_headers'), HEADERS);
}
