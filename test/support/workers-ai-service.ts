/**
 * Workers AI on the wire, from its public documentation (developers.cloudflare.com/workers-ai, read 2026-11-23): one
 * embedding model, its limits and its errors. A vector says what its text is: the code points, spread and counted.
 */
import type { WireAnswer, WireRequest, WireService } from './wire-server.ts';

export const WIRE_MODEL = '@cf/baai/bge-m3';
export const WIRE_DIMENSIONS = 8;
const CONTEXT_CHARACTERS = 400_000;

const refused = (status: number, internalCode: number, description: string): WireAnswer => ({
  status,
  body: { internalCode, name: 'AiError', description, message: description },
});

/** What the model answers for a text: not of length 1, as real models' answers need not be. */
export function wireVector(text: string): number[] {
  const vector = Array.from({ length: WIRE_DIMENSIONS }, () => 0);
  for (const character of text) vector[character.codePointAt(0)! % WIRE_DIMENSIONS]! += 1;
  return vector;
}

function answer({ headers, body }: WireRequest): WireAnswer {
  const model = headers.get('cf-consn-model-id');
  if (model !== WIRE_MODEL) return refused(400, 5007, `No such model ${String(model)} or task`);
  const { inputs } = JSON.parse(body) as { inputs: { text?: unknown; truncate_inputs?: boolean } };
  const { text, truncate_inputs: truncate } = inputs;
  if (!Array.isArray(text) || text.some((one) => typeof one !== 'string' || one === ''))
    return refused(400, 5006, 'must have required property "text"');
  if (text.length > 100) return refused(400, 5006, 'text must NOT have more than 100 items');
  const characters = text.reduce((sum: number, one: string) => sum + one.length, 0);
  if (characters > CONTEXT_CHARACTERS && truncate !== true) return refused(413, 3006, 'Request is too large');
  const data = text.map((one: string) => wireVector(one));
  return { status: 200, body: { shape: [text.length, WIRE_DIMENSIONS], data, pooling: 'cls' } };
}

export const workersAiService: WireService = {
  operation: ({ url }) => url.pathname.slice(1),
  answer,
};
