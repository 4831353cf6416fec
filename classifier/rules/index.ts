import type { Rule } from '../rule.ts';
import { access } from './access.ts';
import { accessChange } from './access-change.ts';
import { addedEffect } from './added-effect.ts';
import { annotationMismatch } from './annotation-mismatch.ts';
import { annotationMissing } from './annotation-missing.ts';
import { attack } from './attack.ts';
import { bulkOperation } from './bulk-operation.ts';
import { codeInput } from './code-input.ts';
import { codeParameter } from './code-parameter.ts';
import { createOrChange } from './create-or-change.ts';
import { credentialParameter } from './credential-parameter.ts';
import { delegation } from './delegation.ts';
import { dryRunParameter } from './dry-run-parameter.ts';
import { forceParameter } from './force-parameter.ts';
import { freeFormObject } from './free-form-object.ts';
import { generatedArtefact } from './generated-artefact.ts';
import { hiddenInstructions } from './hidden-instructions.ts';
import { listedActions } from './listed-actions.ts';
import { lookUp } from './look-up.ts';
import { markupParameter } from './markup-parameter.ts';
import { message } from './message.ts';
import { money } from './money.ts';
import { multiAction } from './multi-action.ts';
import { openWorld } from './open-world.ts';
import { outboundMessage } from './outbound-message.ts';
import { overwrites } from './overwrites.ts';
import { pageControl } from './page-control.ts';
import { parameterCount } from './parameter-count.ts';
import { passthrough } from './passthrough.ts';
import { pathParameter } from './path-parameter.ts';
import { privateData } from './private-data.ts';
import { processControl } from './process-control.ts';
import { queryLanguage } from './query-language.ts';
import { removal } from './removal.ts';
import { removalWithoutLoss } from './removal-without-loss.ts';
import { run } from './run.ts';
import { secretExposure } from './secret-exposure.ts';
import { shadowing } from './shadowing.ts';
import { undescribed } from './undescribed.ts';
import { urlParameter } from './url-parameter.ts';
import { versionControl } from './version-control.ts';

/** Every rule, in the order of ids. A test holds this list to the folder. */
export const rules: readonly Rule[] = [
  access,
  accessChange,
  addedEffect,
  annotationMismatch,
  annotationMissing,
  attack,
  bulkOperation,
  codeInput,
  codeParameter,
  createOrChange,
  credentialParameter,
  delegation,
  dryRunParameter,
  forceParameter,
  freeFormObject,
  generatedArtefact,
  hiddenInstructions,
  listedActions,
  lookUp,
  markupParameter,
  message,
  money,
  multiAction,
  openWorld,
  outboundMessage,
  overwrites,
  pageControl,
  parameterCount,
  passthrough,
  pathParameter,
  privateData,
  processControl,
  queryLanguage,
  removal,
  removalWithoutLoss,
  run,
  secretExposure,
  shadowing,
  undescribed,
  urlParameter,
  versionControl,
];
