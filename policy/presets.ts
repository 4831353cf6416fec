import type { Category } from '../classifier/classification.ts';
import type { Recommendation } from './recommendation.ts';

/** How much a person wants to be bothered: `balanced` unless told. */
export const presets = ['strict', 'balanced', 'permissive'] as const;
export type Preset = (typeof presets)[number];

export type Answer = Pick<Recommendation, 'decision' | 'withoutAsk' | 'rate'>;

const allow: Answer = { decision: 'allow', withoutAsk: 'deny', rate: null };
const ask: Answer = { decision: 'ask', withoutAsk: 'deny', rate: null };
const deny: Answer = { decision: 'deny', withoutAsk: 'deny', rate: null };
const hide: Answer = { decision: 'hide', withoutAsk: 'deny', rate: null };

/** The limits that this field's readers know: a loop must not make hundreds of changes, nor start dozens of runs. */
const perMinute = { Write: { max: 30, per: 'minute' }, Execute: { max: 10, per: 'minute' } } as const;

/** What a category gets before any signal speaks; `FreeCode` is Execute where the caller brings the code, statement or command. */
export const answers: Record<Preset, Record<Category | 'FreeCode', Answer>> = {
  strict: {
    Unknown: deny,
    Read: allow,
    Write: ask,
    Execute: deny,
    FreeCode: deny,
    Destructive: hide,
    Financial: deny,
  },
  balanced: {
    Unknown: ask,
    Read: allow,
    Write: { decision: 'ask', withoutAsk: 'allow', rate: perMinute.Write },
    Execute: { decision: 'ask', withoutAsk: 'allow', rate: perMinute.Execute },
    FreeCode: ask,
    Destructive: hide,
    Financial: ask,
  },
  permissive: {
    Unknown: ask,
    Read: allow,
    Write: { ...allow, rate: perMinute.Write },
    Execute: { ...allow, rate: perMinute.Execute },
    FreeCode: { ...allow, rate: perMinute.Execute },
    Destructive: hide,
    Financial: ask,
  },
};
