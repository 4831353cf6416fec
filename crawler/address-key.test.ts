import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findKey } from './address-key.ts';

test('a secret in an address is known by its parameter or by its own beginning', () => {
  const cases: [query: string, key: string | null, because: string][] = [
    ['api_key=abc', 'api_key', 'the name says so'],
    ['a=b&apiKey=abc', 'apiKey', 'also in camel case'],
    ['openai-api-key=abc', 'openai-api-key', 'also behind a word'],
    ['accessToken=1', 'accessToken', 'also at the end of one'],
    ['TOKEN=abc', 'TOKEN', 'also in capitals'],
    ['x=ghp_0123456789', 'x', 'the value says so'],
    ['x=eyJhbGciOiJIUzI1NiJ9.e30.x', 'x', 'a JSON Web Token'],
    ['key=', null, 'nothing is given'],
    ['api_key={API_KEY}', null, 'it is left open'],
    ['api_key=<your-key>', null, 'it is left open'],
    ['monkey=1&tokens=5', null, 'other words end so'],
    ['toolset=all&region=eu', null, 'no secret'],
  ];
  for (const [query, key, because] of cases)
    assert.equal(findKey(new URL(`https://host.example/mcp?${query}`)), key, `${query}: ${because}`);
});
