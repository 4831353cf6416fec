import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { webAddress } from './web-address-option.ts';

test('addresses of sites are read in full', () => {
  assert.equal(webAddress('https://placard.example'), 'https://placard.example/');
  assert.equal(webAddress('http://localhost:8420/placard'), 'http://localhost:8420/placard');
});

test('what is no address of a site is refused', () => {
  for (const text of [
    '',
    'placard.example',
    '/placard',
    'ftp://placard.example',
    'javascript:alert(1)',
    'file:///srv',
  ])
    assert.throws(() => webAddress(text), InvalidArgumentError, text);
});
