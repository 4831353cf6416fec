import type { PageKind } from '../page.ts';
import { aboutPages } from './about.ts';
import { categoryPages } from './category.ts';
import { failuresPages } from './failures.ts';
import { homePages } from './home.ts';
import { levelPages } from './level.ts';
import { notFoundPages } from './not-found.ts';
import { riskTablePages } from './risk-table.ts';
import { rulePages } from './rule.ts';
import { rulesPages } from './rules.ts';
import { serverPages } from './server.ts';
import { serversPages } from './servers.ts';
import { toolPages } from './tool.ts';

/** Every kind of page, in code unit order of their ids. */
export const pageKinds: readonly PageKind[] = [
  aboutPages,
  categoryPages,
  failuresPages,
  homePages,
  levelPages,
  notFoundPages,
  riskTablePages,
  rulePages,
  rulesPages,
  serverPages,
  serversPages,
  toolPages,
];
