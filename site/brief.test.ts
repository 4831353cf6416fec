import assert from 'node:assert/strict';
import { it } from 'node:test';
import { makeBrief } from './brief.ts';

it('leaves what is short, and cuts what is long between characters', () => {
  assert.equal(makeBrief('read_file'), 'read_file');
  const brief = makeBrief('😀'.repeat(500));
  assert.equal([...brief].length, 101);
  assert.ok(brief.isWellFormed() && brief.endsWith('…'));
});
