/** Every tool's document is one that the API answers, and says what a model must know. */
import { parse, validate } from 'graphql';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { schema } from '../../worker/api/schema.ts';
import { TOOLS } from '../../worker/mcp/server.ts';

describe.each(TOOLS.map((tool) => [tool.name, tool] as const))('%s', (_, tool) => {
  it('has a document that is valid, and takes the variables that the tool gives', () => {
    const document = parse(tool.document);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('An operation comes first');
    const wanted = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    const least = { text: 'a', title: 'a', candidates: ['a'], id: 'a' };
    const names = Object.keys(tool.input.shape);
    const input = tool.input.parse(Object.fromEntries(Object.entries(least).filter(([name]) => names.includes(name))));
    const given = Object.keys(tool.variables?.(input) ?? input);
    expect(wanted).toEqual(expect.arrayContaining(given));
    if (tool.variables === undefined) expect(wanted.toSorted()).toEqual(names.toSorted());
  });

  it('describes itself, and refuses arguments that it does not have', () => {
    expect(tool.description.length).toBeGreaterThan(60);
    expect(z.toJSONSchema(tool.input)).toMatchObject({ type: 'object', additionalProperties: false });
    expect(tool.input.safeParse({ text: 'a', title: 'a', candidates: ['a'], nonsense: 1 }).success).toBe(false);
  });
});
