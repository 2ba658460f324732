/**
 * What a tool is: a GraphQL document with a name that a language model understands. Tools ask the API as any client
 * does, so that limits, checks, costs and failures are the API's own, and what it answers is the tool's result.
 */
import * as z from 'zod';
import { LIMITS } from '../core/limits.ts';

type Shape = z.ZodObject;

export interface Tool<Input extends Shape = Shape, Output extends Shape = Shape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** The shape of the document's `data`. */
  readonly output: Output;
  readonly document: string;
  /** The document's variables; the input itself where this is left out. */
  variables?(input: z.infer<Input>): Record<string, unknown>;
  /** What to say where the answer is that there is no such thing. */
  missing?(data: z.infer<Output>): string | undefined;
}

/** Keeps the types of one tool while it is written; a list holds them as {@link Tool}. */
export function defineTool<Input extends Shape, Output extends Shape>(tool: Tool<Input, Output>): Tool {
  const { variables, missing, ...rest } = tool;
  return {
    ...rest,
    ...(variables === undefined ? {} : { variables: (input) => variables(tool.input.parse(input)) }),
    ...(missing === undefined ? {} : { missing: (data) => missing(tool.output.parse(data)) }),
  };
}

/** "en", "pt-br", "zh-hant". */
const TAG_LENGTH = 35;

export const language = z
  .string()
  .max(TAG_LENGTH)
  .optional()
  .describe('Language of the text, as a BCP 47 tag such as "en" or "pt-br".');

export const labelLanguage = z
  .string()
  .max(TAG_LENGTH)
  .optional()
  .describe('Language to answer in, as a BCP 47 tag; English where it is left out and nothing else is preferred.');

export const title = z
  .string()
  .min(1)
  .max(LIMITS.titleLength)
  .describe('A job title, as it was advertised or written.');

/** How many elements to answer. */
export const limit = (standard: number): z.ZodDefault<z.ZodNumber> =>
  z.number().int().min(1).max(LIMITS.listLimit).default(standard).describe('At most so many, best first.');

export const skills = z
  .array(z.string().max(LIMITS.skillTextLength))
  .max(LIMITS.skillsPerTitle)
  .optional()
  .describe('Skills that the advertisement or the person names.');
