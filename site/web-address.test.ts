import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWebAddress } from './web-address.ts';

describe('readWebAddress', () => {
  const cases: [written: string | null, address: string | null, because: string][] = [
    ['https://example.org/a', 'https://example.org/a', 'it is one'],
    ['git+https://example.org/a.git', 'https://example.org/a.git', 'npm writes repositories so'],
    ['git://example.org/a.git', 'https://example.org/a.git', 'browsers do not follow git:'],
    ['ssh://git@example.org/a.git', 'https://example.org/a.git', 'nor ssh:'],
    ['javascript:alert(1)', null, 'it would run'],
    ['data:text/html,x', null, 'it would be shown as a page'],
    ['https://example.org@evil.example/', null, 'it seems to lead elsewhere'],
    ['owner/name', null, 'it names no host'],
    ['', null, 'it is nothing'],
    [null, null, 'nothing was written'],
  ];
  for (const [written, address, because] of cases) {
    it(`reads ${written} as ${address}: ${because}`, () => {
      assert.equal(readWebAddress(written)?.address ?? null, address);
    });
  }
});
