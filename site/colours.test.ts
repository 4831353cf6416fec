import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Rgb,
  rgb,
  wcagContrast,
} from 'culori';
import { readStyle } from './assets.ts';
import { gravestFirst } from './category-mark.ts';

const css = await readStyle();
const [light = '', dark = ''] = css.match(/:root \{[^}]*--paper[^}]*\}/g) ?? [];
const themes = { light: readColours(light), dark: readColours(dark) };
const categories = gravestFirst.map((category) => category.toLowerCase());

/** CIEDE2000; about 2 is the least that a trained eye sees side by side, and these stand apart on a page. */
const leastDifference = 7.5;
const sights: Record<string, (colour: Rgb) => Rgb> = {
  'full colour sight': (colour) => colour,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};

for (const [theme, colours] of Object.entries(themes)) {
  describe(`the colours of the ${theme} theme`, () => {
    for (const name of ['ink', 'muted', 'accent', ...categories]) {
      for (const ground of ['paper', 'quiet']) {
        it(`keeps ${name} on ${ground} at 4.5 to 1 or more`, () => {
          const contrast = wcagContrast(pick(colours, name), pick(colours, ground));
          assert.ok(contrast >= 4.5, contrast.toFixed(2));
        });
      }
    }

    it('keeps marked words readable', () => {
      assert.ok(wcagContrast(pick(colours, 'ink'), pick(colours, 'mark')) >= 4.5);
    });

    for (const [sight, filter] of Object.entries(sights)) {
      it(`keeps the six categories apart with ${sight}`, () => {
        const seen = categories.map((name) => ({ name, colour: filter(pick(colours, name)) }));
        for (const [index, a] of seen.entries()) {
          for (const b of seen.slice(index + 1)) {
            const difference = differenceCiede2000()(a.colour, b.colour);
            assert.ok(difference >= leastDifference, `${a.name}, ${b.name}: ${difference.toFixed(1)}`);
          }
        }
      });
    }
  });
}

function readColours(rule: string): Map<string, string> {
  return new Map(
    [...rule.matchAll(/--([a-z]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function pick(colours: Map<string, string>, name: string): Rgb {
  const colour = rgb(colours.get(name) ?? '');
  assert.ok(colour, `no colour ${name}`);
  return colour;
}
