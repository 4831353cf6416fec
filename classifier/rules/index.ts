import type { Rule } from '../rule.ts';
import { annotationMismatch } from './annotation-mismatch.ts';
import { annotationMissing } from './annotation-missing.ts';
import { bulkOperation } from './bulk-operation.ts';
import { codeParameter } from './code-parameter.ts';
import { createOrChange } from './create-or-change.ts';
import { credentialParameter } from './credential-parameter.ts';
import { lookUp } from './look-up.ts';
import { money } from './money.ts';
import { multiAction } from './multi-action.ts';
import { parameterCount } from './parameter-count.ts';
import { pathParameter } from './path-parameter.ts';
import { removal } from './removal.ts';
import { run } from './run.ts';
import { undescribed } from './undescribed.ts';
import { urlParameter } from './url-parameter.ts';

/** Every rule, in the order of ids. A test holds this list to the folder. */
export const rules: readonly Rule[] = [
  annotationMismatch,
  annotationMissing,
  bulkOperation,
  codeParameter,
  createOrChange,
  credentialParameter,
  lookUp,
  money,
  multiAction,
  parameterCount,
  pathParameter,
  removal,
  run,
  undescribed,
  urlParameter,
];
