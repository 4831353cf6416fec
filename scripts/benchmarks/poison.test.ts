import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { goldFolder, readDefinitions } from './gold.ts';
import { findPoison, meanRecall } from './poison.ts';
import { poisonFolder, readPoisonSet, repositoryOf, wantedClasses } from './poison-set.ts';

const skip = [poisonFolder, goldFolder].find((folder) => !existsSync(folder));
const options = skip === undefined ? {} : { skip: `left out: there is no ${skip}` };

test('at least 85 % of the attacks are noticed, each source counting the same', options, () => {
  const wanted = readPoisonSet(poisonFolder).attacks.filter(({ attackClass }) =>
    wantedClasses.includes(attackClass),
  );
  assert.ok(meanRecall(wanted, ({ source }) => source) >= 0.85);
  assert.ok(meanRecall(wanted, ({ source }) => repositoryOf(source)) >= 0.85);
});

test('at most one look-alike is taken for an attack', options, () => {
  const flagged = readPoisonSet(poisonFolder).lookAlikes.filter(
    ({ definition }) => findPoison(definition).length > 0,
  );
  assert.ok(flagged.length <= 1, JSON.stringify(flagged));
});

test('at most 0.3 % of real tools are taken for attacks', options, () => {
  const real = [...readDefinitions(goldFolder).values()].flat();
  const flagged = real.filter((definition) => findPoison(definition).length > 0);
  assert.ok(flagged.length / real.length <= 0.003, flagged.map(({ name }) => name).join(', '));
});
