import { describe, expect, it } from 'vitest';
import { negotiate } from '../../worker/http/negotiation.ts';

const JSON_TYPE = 'application/json';
const RESPONSE = 'application/graphql-response+json';

describe('negotiate', () => {
  it.each([
    [null, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['Application/JSON; charset=UTF-8', JSON_TYPE],
    [RESPONSE, RESPONSE],
    [`${RESPONSE}; charset=utf-8`, RESPONSE],
    [`${RESPONSE}, ${JSON_TYPE}`, RESPONSE],
    [`${JSON_TYPE}, ${RESPONSE}`, JSON_TYPE],
    [`${RESPONSE}, ${JSON_TYPE};q=0.9`, RESPONSE],
    [`${RESPONSE};q=0.5, ${JSON_TYPE};q=0.9`, JSON_TYPE],
    [`${RESPONSE}, */*;q=0.1`, RESPONSE],
    [`${RESPONSE}, */*`, RESPONSE],
    [`text/html, application/xhtml+xml, */*;q=0.8`, JSON_TYPE],
    [`${JSON_TYPE};q=0, */*`, RESPONSE],
  ])('%s gives %s', (accept, expected) => {
    expect(negotiate(accept)).toBe(expected);
  });

  it.each([
    'text/html',
    'application/json; charset=latin1',
    'application/json;q=0',
    'text/event-stream',
    '*/*;q=0',
    ';;;',
  ])('%s gives nothing', (accept) => {
    expect(negotiate(accept)).toBeUndefined();
  });
});
