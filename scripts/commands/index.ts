import type { Command } from 'commander';
import { addAudit } from './audit.ts';
import { addBuild } from './build.ts';
import { addClassify } from './classify.ts';
import { addCrawl } from './crawl.ts';
import { addDiff } from './diff.ts';
import { addPolicy } from './policy.ts';
import { addPublish } from './publish.ts';
import { addServe } from './serve.ts';
import { addWorker } from './worker.ts';

/** Adds each command to the program, in the order of its help. */
export const commands: ((program: Command) => void)[] = [
  addAudit,
  addPolicy,
  addCrawl,
  addClassify,
  addDiff,
  addBuild,
  addPublish,
  addServe,
  addWorker,
];
