import type { Rule } from '../rule.ts';
import { createOrChange } from './create-or-change.ts';
import { lookUp } from './look-up.ts';
import { money } from './money.ts';
import { removal } from './removal.ts';
import { run } from './run.ts';

/** Every rule, in the order of ids. A test holds this list to the folder. */
export const rules: readonly Rule[] = [createOrChange, lookUp, money, removal, run];
