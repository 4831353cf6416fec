import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying, taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import type { Tool } from '../tool.ts';

const orderWords = new NameWords('prompt task instruction instructions goal objective'.split(' '));

export const delegation: DecidingRule = {
  id: 'delegation',
  title: 'Says that it sets something to work',
  rationale:
    'Work that goes on after the answer is not bounded by the call that began it: an agent, a crawl, a schedule that recurs.',
  decides: [16],
  clues: new Clues({ deeds: ['delegate', 'change'], names: [orderWords] }),
  positive: [
    { because: 'it delegates', definition: saying('delegate_task', 'Delegates a task to another agent.') },
    {
      because: 'whatever the prompt asks for is done',
      definition: taking(
        'assistant',
        { prompt: text('Prompt for the agent to execute') },
        'A coding assistant.',
      ),
    },
    {
      because: 'what recurs goes on without a call',
      definition: taking('schedule_report', { cron: text() }, 'Schedules a report.'),
    },
    { because: 'it starts a crawl', definition: saying('start_crawl', 'Start a crawl of a site.') },
  ],
  negative: [
    {
      because: 'it waits for the answer',
      definition: saying('ask_model', 'Ask a model a question and return its answer.'),
    },
  ],
  notice(tool) {
    return [...noticeDeeds(tool, 'Execute', ['delegate']), ...noticeOrder(tool), ...noticeSchedule(tool)];
  },
};

const toBeDone = /\bfor (?:the )?\w+ (?:agent )?to (?:execute|perform|carry out|complete|accomplish|do)\b/i;

/** "The prompt for the agent to execute": what is asked for in free words is done. */
function noticeOrder({ traits, parameters }: Tool): EffectNotice[] {
  if (!orderWords.areIn(traits)) return [];
  const order = parameters.find(
    ({ depth, words, description }) =>
      depth === 0 && orderWords.has(words.at(-1) ?? '') && toBeDone.test(description.slice(0, 200)),
  );
  const found = order && toBeDone.exec(order.description.slice(0, 200));
  if (order === undefined || found == null) return [];
  const { descriptionField: field } = order;
  return [{ effect: 'Execute', confidence: 'medium', field, quote: found[0], start: found.index }];
}

const cron = new NameWords(['cron']);

/** What is set up with a time table of cron recurs. */
function noticeSchedule({ statements, parameters }: Tool): EffectNotice[] {
  const [headline] = statements;
  if (headline === undefined || headline.deed !== 'change') return [];
  const table = parameters.find((some) => some.depth <= 1 && cron.areIn(some));
  if (table === undefined) return [];
  return [{ effect: 'Execute', confidence: 'medium', field: table.field, quote: table.name, start: 0 }];
}
