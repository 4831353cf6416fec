import { classify } from '../../classifier/classify.ts';
import type { Example, Rule } from '../../classifier/rule.ts';
import { rules } from '../../classifier/rules/index.ts';
import { rulePath } from '../addresses.ts';
import { annotateDefinition } from '../annotated-definition.ts';
import { markOf } from '../category-mark.ts';
import type { Page, PageKind } from '../page.ts';

/** A page for every rule: what it notices, why it matters, and examples on both sides. */
export const rulePages: PageKind = {
  id: 'rule',
  *pages() {
    for (const rule of rules) yield makePage(rule);
  },
};

function makePage({ id, title, rationale, decides, positive, negative }: Rule): Page {
  const facts = { id, title, rationale, decides, positive, negative };
  return {
    path: rulePath(id),
    title,
    description: rationale.slice(0, 300),
    trail: [{ name: 'Rules', path: 'rules/' }],
    facts,
    view: {
      ...facts,
      positive: positive.map((example) => viewExample(example, id)),
      negative: negative.map((example) => viewExample(example, id)),
    },
  };
}

/** An example with the marks of this rule alone; the verdict is that of all rules together. */
function viewExample({ because, definition }: Example, rule: string) {
  const classification = classify(definition);
  const own = {
    ...classification,
    evidence: classification.evidence.filter((evidence) => evidence.rule === rule),
    signals: classification.signals.filter((signal) => signal.rule === rule),
    actions: classification.actions.map((action) => ({
      ...action,
      evidence: action.evidence.filter((evidence) => evidence.rule === rule),
    })),
  };
  return {
    because,
    mark: markOf(classification.category),
    annotated: annotateDefinition(definition, own),
  };
}
