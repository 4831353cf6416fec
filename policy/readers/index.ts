import type { Reader } from '../reader.ts';
import { intercept } from './intercept.ts';
import { policylayer } from './policylayer.ts';

/** How each target's engine reads its documents, in code unit order of the targets' ids. */
export const readers: readonly Reader[] = [intercept, policylayer];
