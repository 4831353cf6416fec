import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { probe } from '../../probe.ts';
import { parseRef } from '../../ref.ts';
import { chooseSandbox } from '../../sandboxes/index.ts';
import { makePypiLauncher } from './index.ts';

const chosen = await chooseSandbox();
const skip = 'mend' in chosen ? chosen.mend : false;

const servers: [ref: string, tools: string[], remarks: RegExp[], because: string][] = [
  ['pypi:mcp-server-time', ['get_current_time', 'convert_time'], [], 'it lists as it is'],
  [
    'pypi:mcp-server-sqlite@2025.4.25',
    ['read_query', 'write_query', 'create_table', 'list_tables', 'describe_table', 'append_insight'],
    [/^It lists its tools only with dependencies of 2025-04-26: /],
    'the SDK of today lacks what it imports',
  ],
];

describe('real servers of the index that the user has', { skip }, () => {
  const cache = mkdtempSync(join(tmpdir(), 'placard-pypi-real-'));
  const launcher = makePypiLauncher(cache);
  after(() => rmSync(cache, { recursive: true, force: true }));

  for (const [ref, tools, remarks, because] of servers)
    it(`${ref} is listed: ${because}`, async (test) => {
      if ('mend' in chosen) return;
      const resolution = await launcher.resolve(parseRef(ref));
      if ('failure' in resolution && resolution.failure.reason === 'install-failed')
        return test.skip(`No package index can be asked from here: ${resolution.failure.detail}`);
      assert.ok('version' in resolution, JSON.stringify(resolution));
      const { outcome } = await probe(launcher, ref, resolution, {
        sandbox: chosen.sandbox,
        sandboxVersion: chosen.version,
        clientVersion: '0.0.0',
        timeoutMs: 45_000,
      });
      assert.ok('listing' in outcome, JSON.stringify(outcome));
      assert.deepEqual(
        outcome.listing.tools.map(({ definition }) => definition.name),
        tools,
      );
      assert.equal(outcome.listing.remarks.length, remarks.length);
      for (const [index, remark] of remarks.entries())
        assert.match(outcome.listing.remarks[index] ?? '', remark);
    });
});
