import { riskTable } from '../../classifier/risk-table.ts';
import { categoryWords } from '../../classifier/words.ts';
import { categoryPath, describeSeverity, levelPath, markOf } from '../category-mark.ts';
import { viewToolRow } from '../list-rows.ts';
import type { PageKind } from '../page.ts';
import { paginate } from '../pagination.ts';

/** A list of tools for each category, gravest category first. */
export const categoryPages: PageKind = {
  id: 'category',
  *pages({ overview }) {
    for (const { category, level, severity } of riskTable) {
      const tools = overview.tools.filter((tool) => tool.category === category);
      for (const part of paginate(tools, categoryPath(category))) {
        const words = categoryWords[category];
        const facts = { category, level, severity, words, ...part };
        yield {
          path: part.path,
          title: part.number === 1 ? `${category} tools` : `${category} tools, page ${part.number}`,
          description: `Tools of which one call can ${words}.`,
          trail: part.number === 1 ? [] : [{ name: `${category} tools`, path: categoryPath(category) }],
          facts,
          view: {
            ...facts,
            mark: markOf(category),
            severityWords: describeSeverity(severity),
            levelPath: levelPath(level),
            rows: part.items.map(viewToolRow),
          },
        };
      }
    }
  },
};
