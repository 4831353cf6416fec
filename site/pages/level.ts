import { riskLevels } from '../../classifier/classification.ts';
import { raises, riskTable } from '../../classifier/risk-table.ts';
import { signalWordings } from '../../classifier/signals.ts';
import { categoryPath, levelPath, markOf } from '../category-mark.ts';
import { viewToolRow } from '../list-rows.ts';
import type { PageKind } from '../page.ts';
import { paginate } from '../pagination.ts';

/** A list of tools for each risk level, highest first. */
export const levelPages: PageKind = {
  id: 'level',
  *pages({ overview }) {
    for (const level of riskLevels.toReversed()) {
      const tools = overview.tools.filter((tool) => tool.riskLevel === level);
      const categories = riskTable.filter((row) => row.level === level).map((row) => row.category);
      const raisedBy = raises.filter((raise) => raise.to === level);
      for (const part of paginate(tools, levelPath(level))) {
        const facts = { level, categories, raisedBy, ...part };
        yield {
          path: part.path,
          title: part.number === 1 ? `${level} risk` : `${level} risk, page ${part.number}`,
          description: `Tools whose risk level is ${level}, and what puts a tool there.`,
          trail: part.number === 1 ? [] : [{ name: `${level} risk`, path: levelPath(level) }],
          facts,
          view: {
            ...facts,
            slug: level.toLowerCase(),
            categories: categories.map((category) => ({
              mark: markOf(category),
              path: categoryPath(category),
            })),
            raisedBy: raisedBy.map(({ signal, from }) => ({ title: signalWordings[signal].title, from })),
            rows: part.items.map(viewToolRow),
          },
        };
      }
    }
  },
};
