import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findEngine } from '../../containers/engine.ts';
import { concessions } from '../../containers/sandbox.ts';
import { holdToContract, openWorkplace } from '../../fixtures/sandbox/contract.ts';
import { podman } from './index.ts';

const engine = await findEngine('podman');
const skip = 'mend' in engine ? engine.mend : false;

describe('podman', { skip }, () => {
  holdToContract(podman(), openWorkplace(), concessions.podman);
});

it('says what to install where there is none', async () => {
  const missing = await podman('/nowhere/podman').check();
  assert.ok(!missing.works && missing.mend.startsWith('Install a container engine'));
});
