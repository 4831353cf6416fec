import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { compileTemplates } from './templates.ts';

const sources = globSync('templates/**/*.hbs', { cwd: import.meta.dirname }).map((file) => ({
  file,
  source: readFileSync(`${import.meta.dirname}/${file}`, 'utf8'),
}));

it('holds no template that writes a value unescaped', () => {
  assert.ok(sources.length > 12);
  for (const { file, source } of sources) assert.doesNotMatch(source, /\{\{\{|\{\{~?\s*&/, file);
});

it('holds no inline style or script, which the pages themselves forbid', () => {
  for (const { file, source } of sources) {
    assert.doesNotMatch(source, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)/i, file);
  }
});

it('writes every value of an attribute between double quotes, which escaping relies on', () => {
  for (const { file, source } of sources) assert.doesNotMatch(source, /=\{\{|='[^']*\{\{/, file);
});

it('refuses a view that lacks a name', () => {
  assert.throws(() => compileTemplates().render('not-found', {}), /policy/);
});

it('refuses a template that is not there', () => {
  assert.throws(() => compileTemplates().render('nothing', {}), /no template nothing/);
});
