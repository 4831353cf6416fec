import { signalIds } from '../../classifier/classification.ts';
import { raises, riskTable } from '../../classifier/risk-table.ts';
import { signalWordings } from '../../classifier/signals.ts';
import { categoryWords } from '../../classifier/words.ts';
import { categoryPath, describeSeverity, levelPath, markOf } from '../category-mark.ts';
import type { PageKind } from '../page.ts';

/** The one table that turns what the rules notice into category and level. */
export const riskTablePages: PageKind = {
  id: 'risk-table',
  *pages() {
    const rows = riskTable.map((row) => ({ ...row, words: categoryWords[row.category] }));
    const signals = signalIds.map((id) => ({ id, ...signalWordings[id] }));
    yield {
      path: 'risk-table/',
      title: 'The risk table',
      description: 'Which category and which risk level a tool gets, and what raises a level.',
      trail: [],
      facts: { rows, raises, signals },
      view: {
        rows: rows.map((row) => ({
          ...row,
          mark: markOf(row.category),
          path: categoryPath(row.category),
          levelPath: levelPath(row.level),
          severityWords: describeSeverity(row.severity),
        })),
        raises: raises.map(({ signal, from, to }) => ({
          title: signalWordings[signal].title,
          meaning: signalWordings[signal].meaning,
          from: from ?? 'any category',
          to,
        })),
        signals: signals.map(({ title, meaning, weight }) => ({
          // In a list of all signals no parameter and no count stands beside the words.
          title: title.replace(' ({parameter})', '').replace(' ({count} properties)', ''),
          meaning,
          weight: { raises: 'raises the level', mitigates: 'mitigates', informs: '' }[weight],
        })),
      },
    };
  },
};
