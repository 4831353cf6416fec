import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Category, SignalId } from '../classifier/classification.ts';
import { categories, riskLevels, signalIds } from '../classifier/classification.ts';
import { judge, makeClassification } from './fixtures/classifications.ts';
import { type Preset, presets } from './presets.ts';
import { defaultAdvisor, recommend as recommendTool } from './recommend.ts';
import { decisions } from './recommendation.ts';

const recommend = (classification: ReturnType<typeof makeClassification>, preset: Preset = 'balanced') =>
  recommendTool(judge(classification), { ...defaultAdvisor, preset });

interface Case {
  category: Category;
  preset?: Preset;
  signals?: SignalId[];
  gets: string;
  reason: RegExp;
  because: string;
}

const cases: Case[] = [
  {
    category: 'Read',
    gets: 'allow',
    reason: /^Its description says “some words”: a call only returns information, so it may run freely\.$/,
    because: 'what only reads needs no limit',
  },
  {
    category: 'Write',
    gets: 'ask, else allow, 30 a minute',
    reason:
      /can be put right, so a person decides on each call, or where nobody can be asked it may run at most 30/,
    because: 'a change is worth a glance, and a loop must not make hundreds of them',
  },
  {
    category: 'Execute',
    gets: 'ask, else allow, 10 a minute',
    reason: /does not bound, so a person decides/,
    because: 'a loop must not start dozens of runs',
  },
  {
    category: 'Execute',
    signals: ['code-parameter'],
    gets: 'ask, else deny',
    reason:
      /a call runs whatever code, statement or command it is given, so a person decides on each call\.$/,
    because: 'ten statements a minute can do anything that one can',
  },
  {
    category: 'Destructive',
    gets: 'hide',
    reason: /for good, so it is kept from the agent\.$/,
    because: 'what is never offered is never called',
  },
  {
    category: 'Financial',
    gets: 'ask, else deny',
    reason: /money .*, so a person decides on each call\.$/,
    because: 'no limit makes one payment harmless',
  },
  {
    category: 'Unknown',
    gets: 'ask, else deny',
    reason: /^Its definition does not tell what a call can do, so a person decides on each call\.$/,
    because: 'silence is not safety',
  },
  {
    category: 'Read',
    signals: ['hidden-instructions'],
    gets: 'hide',
    reason: /“words of hidden-instructions”: the definition speaks to the model/,
    because: 'the definition itself is the attack, and hiding keeps it from the model',
  },
  {
    category: 'Destructive',
    signals: ['shadowing'],
    gets: 'hide',
    reason: /“words of shadowing”: the definition steers how other tools are used/,
    because: 'of two reasons to hide, a reader needs the one about the definition',
  },
  {
    category: 'Read',
    signals: ['secret-exposure'],
    gets: 'ask, else deny',
    reason: /“words of secret-exposure”: a call can hand out credentials/,
    because: 'a secret that was read once is out',
  },
  {
    category: 'Write',
    preset: 'permissive',
    signals: ['access-change'],
    gets: 'ask, else deny',
    reason: /“words of access-change”: a call changes who may do what/,
    because: 'a grant undoes the other limits',
  },
  {
    category: 'Write',
    preset: 'permissive',
    signals: ['path-parameter', 'annotation-missing', 'parameter-count'],
    gets: 'allow, 30 a minute',
    reason: /some words/,
    because: 'these are for the reader to know, not grounds to stop',
  },
  {
    category: 'Execute',
    preset: 'permissive',
    signals: ['code-parameter'],
    gets: 'allow, 10 a minute',
    reason: /so it may run at most 10 times a minute\.$/,
    because: 'that is the form which this field knows',
  },
  {
    category: 'Read',
    preset: 'strict',
    signals: ['private-data'],
    gets: 'ask, else deny',
    reason: /“words of private-data”: a call reads personal or private data/,
    because: 'what was read can be sent',
  },
  {
    category: 'Execute',
    preset: 'strict',
    gets: 'deny',
    reason: /so every call is denied\.$/,
    because: 'its effect is not bounded',
  },
];

for (const { category, preset, signals = [], gets, reason, because } of cases) {
  test(`${[category, ...signals].join(' + ')} gets ${gets}: ${because}`, () => {
    const recommendation = recommend(makeClassification('t', category, { signals }), preset);
    const { decision, withoutAsk, rate } = recommendation;
    const answer = decision === 'ask' ? `ask, else ${withoutAsk}` : decision;
    assert.equal(rate === null ? answer : `${answer}, ${rate.max} a ${rate.per}`, gets);
    assert.match(recommendation.reason, reason);
  });
}

test('a level above what the category carries makes a person decide, whatever raised it', () => {
  const classification = { ...makeClassification('t', 'Write'), riskLevel: 'Critical' as const };
  assert.equal(recommend(classification, 'permissive').withoutAsk, 'deny');
  assert.match(
    recommend(classification, 'permissive').reason,
    /risk level is Critical, above what Write alone carries/,
  );
});

test('the sentence names the place of the words that it quotes', () => {
  const places = {
    name: 'Its name says',
    title: 'Its title says',
    'inputSchema.properties.sql.description': 'Its parameters say',
    'outputSchema.properties.a': 'Its output schema says',
    'annotations.title': 'Its annotations say',
    'x-other': 'Its definition says',
  };
  for (const [field, words] of Object.entries(places)) {
    const evidence = [{ rule: 'fixture', field, quote: 'sql', start: 0 }];
    const { reason } = recommend({ ...makeClassification('t', 'Execute'), evidence });
    assert.ok(reason.startsWith(`${words} “sql”: `), reason);
  }
});

for (const [words, withoutAsk] of [
  ['Run python code in a sandbox', 'deny'],
  ['Execute a shell command', 'deny'],
  ['Run the collection', 'allow'],
] as const) {
  test(`“${words}” of a tool whose parameters are not told gets ${withoutAsk} where nobody can be asked`, () => {
    const evidence = [{ rule: 'run', field: 'description', quote: words, start: 0 }];
    assert.equal(recommend({ ...makeClassification('t', 'Execute'), evidence }).withoutAsk, withoutAsk);
  });
}

test('a quotation that ends within backticks ends before them', () => {
  const { reason } = recommend(makeClassification('t', 'Write', { quote: 'change the constant `cell' }));
  assert.match(reason, /“change the constant”/);
});

const classifications = fc
  .record({
    category: fc.constantFrom(...categories),
    quote: fc.string({ unit: 'binary', maxLength: 200 }),
    signals: fc.uniqueArray(fc.constantFrom(...signalIds)),
  })
  .map(({ category, ...noticed }) => makeClassification('t', category, noticed));

test('the reason is one visible line, whatever the server wrote', () => {
  fc.assert(
    fc.property(classifications, (classification) => {
      const { reason } = recommend(classification);
      assert.doesNotMatch(reason, /[\p{C}\p{Zl}\p{Zp}]/u);
      assert.match(reason, /^[A-Z].*\.$/u);
    }),
  );
});

test('a stricter preset lets through no more, with and without somebody to ask', () => {
  fc.assert(
    fc.property(classifications, fc.boolean(), (classification, canAsk) => {
      const [strict, balanced, permissive] = presets.map((preset) => {
        const { decision, withoutAsk } = recommend(classification, preset);
        const answer = decision === 'ask' && !canAsk ? withoutAsk : decision;
        return Math.min(decisions.indexOf(answer), decisions.indexOf('deny'));
      });
      assert.ok(Number(strict) >= Number(balanced) && Number(balanced) >= Number(permissive));
    }),
  );
});

test('a further signal or a higher level never makes the advice milder', () => {
  const strictness = (c: Parameters<typeof recommend>[0]) =>
    decisions.indexOf(recommend(c, 'permissive').decision);
  fc.assert(
    fc.property(classifications, fc.constantFrom(...signalIds), (classification, id) => {
      const evidence = { id, rule: 'fixture', field: 'description', quote: 'words', start: 0 };
      const signalled = { ...classification, signals: [...classification.signals, evidence] };
      assert.ok(strictness(signalled) >= strictness(classification));
      const higher = riskLevels.slice(riskLevels.indexOf(classification.riskLevel));
      for (const riskLevel of higher) {
        assert.ok(strictness({ ...classification, riskLevel }) >= strictness(classification));
      }
    }),
  );
});
