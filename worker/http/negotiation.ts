/** Which of GraphQL's response media types a client prefers (RFC 9110, section 12.5.1). */
import type { MediaType } from '../api/answer.ts';

const MEDIA_TYPES: readonly MediaType[] = ['application/json', 'application/graphql-response+json'];

interface Range {
  readonly type: string;
  readonly quality: number;
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) return { type, quality: 0 };
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** How exactly a range names a media type: 2 itself, 1 its main type, 0 anything; -1 not at all. */
function exactness({ type }: Range, mediaType: MediaType): number {
  return [mediaType, 'application/*', '*/*'].indexOf(type) < 0
    ? -1
    : 2 - [mediaType, 'application/*', '*/*'].indexOf(type);
}

/**
 * The best media type for an Accept header; undefined where the client takes none. Without a header, and where both
 * are as welcome by a wildcard, it is application/json, which every client understands; where both are named with the
 * same weight, the one named first.
 */
export function negotiate(accept: string | null): MediaType | undefined {
  if (accept === null || accept.trim() === '') return 'application/json';
  const ranges = accept.split(',').map(parseRange);
  let best: { mediaType: MediaType; quality: number; exactness: number; place: number } | undefined;
  for (const mediaType of MEDIA_TYPES) {
    let match: { range: Range; exactness: number; place: number } | undefined;
    for (const [place, range] of ranges.entries()) {
      const exact = exactness(range, mediaType);
      if (exact >= 0 && (match === undefined || exact > match.exactness)) match = { range, exactness: exact, place };
    }
    if (match === undefined || match.range.quality === 0) continue;
    const { quality } = match.range;
    const better =
      best === undefined ||
      quality > best.quality ||
      (quality === best.quality && match.exactness > best.exactness) ||
      (quality === best.quality && match.exactness === best.exactness && match.place < best.place);
    if (better) best = { mediaType, quality, exactness: match.exactness, place: match.place };
  }
  return best?.mediaType;
}
