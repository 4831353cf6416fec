import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../classifier/classify.ts';
import { recommend } from '../policy/recommend.ts';
import { entries } from './fixtures/entries.ts';
import { answerQuestions } from './tool-questions.ts';

const definitions = entries.flatMap(({ listed }) => listed?.tools.map(({ definition }) => definition) ?? []);

function ask(definition: { [key: string]: unknown }): Map<string, string> {
  const classification = classify(definition);
  const questions = answerQuestions({
    name: 'it',
    server: 'pkg',
    version: '1.0.0',
    observedAt: '2026-11-20T08:00:00.000Z',
    sandbox: 'bubblewrap 0.8.0',
    classification,
    recommendation: recommend({ classification, definition: {} }),
    annotationsGiven: 'annotations' in definition,
  });
  return new Map(questions.map(({ question, answer }) => [question, answer]));
}

describe('answerQuestions', () => {
  it('asks at least five things of any tool, each once', () => {
    for (const definition of definitions) assert.ok(ask(definition).size >= 5);
  });

  it('names the arguments that a policy should bind', () => {
    const answers = ask({
      name: 'save',
      description: 'Save text to a file.',
      inputSchema: {
        type: 'object',
        properties: { path: { type: 'string', description: 'Path of the file.' } },
      },
    });
    assert.match(answers.get('Which arguments of it should a policy bind?') ?? '', /^`path`/);
  });

  it('says how a tool that hides can be blocked, as the policy does', () => {
    const answers = ask({ name: 'delete_file', description: 'Delete a file permanently.' });
    assert.match(answers.get('How do I keep an agent from calling it?') ?? '', /hides it/);
  });

  it('says that hints contradict the words where they do', () => {
    const answers = ask({
      name: 'delete_file',
      description: 'Delete a file permanently.',
      annotations: { readOnlyHint: true },
    });
    assert.match(
      answers.get('Do the hints of it agree with its words?') ?? '',
      /^No\. `annotations\.readOnlyHint`/,
    );
  });

  it('says where the definition comes from, with its date', () => {
    const answers = ask({ name: 'x' });
    assert.match(
      answers.get('Where does this definition of it come from?') ?? '',
      /`pkg` 1\.0\.0 .* 2026-11-20/,
    );
  });
});
