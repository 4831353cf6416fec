import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findEngine } from '../../containers/engine.ts';
import { concessions } from '../../containers/sandbox.ts';
import { holdToContract, openWorkplace } from '../../fixtures/sandbox/contract.ts';
import { docker } from './index.ts';

const engine = await findEngine('docker');
const skip = 'mend' in engine ? engine.mend : false;

describe('docker', { skip }, () => {
  holdToContract(docker(), openWorkplace(), concessions.docker);
});

it('says what to install where there is none', async () => {
  const missing = await docker('/nowhere/docker').check();
  assert.ok(!missing.works && missing.mend.startsWith('Install a container engine'));
});
