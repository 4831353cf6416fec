import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseNewest, chooseVersion } from './resolve.ts';

describe('the version that is meant', () => {
  const files = (versions: string[]) =>
    versions.map((text) => {
      const [version = '', yanked] = text.split(' ');
      const nothing = { filename: '', url: '', requiresPython: null, uploadedAt: null, sha256: null };
      return { ...nothing, version, isWheel: true, yanked: yanked === undefined ? null : '' };
    });
  const cases: [because: string, versions: string[], version: string | null, expected: string | undefined][] =
    [
      ['numbers are compared as numbers', ['1.9', '1.10', '1.2'], null, '1.10'],
      ['an unfinished one only where there is nothing else', ['1.0', '2.0a1', '2.0.dev1'], null, '1.0'],
      ['there is nothing else', ['1.0a1', '1.0a2'], null, '1.0a2'],
      ['a withdrawn one is not meant', ['1.0', '1.1 yanked'], null, '1.0'],
      ['all are withdrawn', ['1.0 yanked'], null, undefined],
      ['an epoch outranks all', ['2024.1', '1!0.1'], null, '1!0.1'],
      ['a withdrawn one can be named', ['1.0', '1.1 yanked'], '1.1', '1.1'],
      ['a version is written in many ways', ['1.0', '1.0.0rc1'], '1', '1.0'],
      ['a series can be named', ['1.2.1', '1.2.3', '1.3'], '1.2.*', '1.2.3'],
      ['there is no such version', ['1.0'], '2.0', undefined],
    ];
  for (const [because, versions, version, expected] of cases)
    it(`is ${expected}: ${because}`, () => {
      const offered = files(versions);
      const [chosen] = version === null ? chooseNewest(offered) : chooseVersion(offered, version);
      assert.equal(chosen?.version, expected);
    });
});
