import type { Target } from '../target.ts';
import { intercept } from './intercept.ts';
import { policylayer } from './policylayer.ts';

/** Every policy format that placard writes, in code unit order of their ids. */
export const targets: readonly Target[] = [intercept, policylayer];
