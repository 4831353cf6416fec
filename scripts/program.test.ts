import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { makeProgram } from './program.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

for (const command of makeProgram().commands) {
  describe(`placard ${command.name()}`, () => {
    test('its help shows examples of it', () => {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      const examples = help
        .slice(help.search(/^Examples?:$/m))
        .split('\n')
        .slice(1)
        .filter(Boolean);
      assert.ok(examples.length > 0);
      for (const example of examples) assert.match(example, new RegExp(`\\bplacard ${command.name()}\\b`));
    });

    test('README.md names it and each of its options', () => {
      assert.ok(readme.includes(`placard ${command.name()}`), 'the command');
      for (const { long } of [command, ...command.commands].flatMap(({ options }) => options))
        assert.match(readme, new RegExp(`${long}(?![\\w-])`), `${long} of ${command.name()}`);
    });
  });
}

test('README.md names no option that no command has', () => {
  const commands = makeProgram().commands.flatMap((command) => [command, ...command.commands]);
  const known = new Set(commands.flatMap(({ options }) => options.map(({ long }) => long)));
  const ofAll = ['--help', '--version', '--debug', '--no-color', '--no-serve'];
  for (const [option] of readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g))
    assert.ok(known.has(option) || ofAll.includes(option), option);
});
