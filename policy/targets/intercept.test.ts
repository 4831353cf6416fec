import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { judge, makeClassification } from '../fixtures/classifications.ts';
import { makePolicy } from '../policy.ts';
import { defaultAdvisor } from '../recommend.ts';
import { intercept } from './intercept.ts';

function emit(...classifications: ReturnType<typeof makeClassification>[]): string {
  const tools = classifications.map((classification) => judge(classification));
  const servers = [{ key: 'example', name: 'pkg:npm/example', tools }];
  return (
    intercept.emit(makePolicy(servers, { ...defaultAdvisor, preset: 'permissive' })).files[0]?.content ?? ''
  );
}

test('each decision has its form, with its reason as a comment', () => {
  const content = emit(
    makeClassification('list_files', 'Read', { quote: 'list' }),
    makeClassification('write_file', 'Write', { quote: 'write' }),
    makeClassification('delete_file', 'Destructive', { quote: 'delete' }),
    makeClassification('pay', 'Financial', { quote: 'pay' }),
  );
  assert.equal(
    content,
    `# Starter policy for pkg:npm/example, made by placard.
# stricter: A person must approve this call and the engine cannot ask one, so it is denied. (pay)

version: "1"
default: deny
hide:
  # Its description says “delete”: a call can take something away for good, so it is kept from the agent.
  - delete_file
tools:
  # Its description says “list”: a call only returns information, so it may run freely.
  list_files:
    rules: []
  # Its description says “pay”: a call can move money or commit to paying it, so a person decides on each call. A person must approve this call and the engine cannot ask one, so it is denied.
  pay:
    rules:
      - name: deny
        action: deny
        on_deny: A person must approve this call and the engine cannot ask one, so it is denied.
  # Its description says “write”: a call changes something that can be put right, so it may run at most 30 times a minute.
  write_file:
    rules:
      - name: at most 30 a minute
        rate_limit: 30/minute
`,
  );
});

test('a name that means every tool is left to the default, and the header says so', () => {
  const content = emit(makeClassification('*', 'Execute'), makeClassification('read', 'Read'));
  assert.match(content, /^# stricter: The engine cannot name this tool.*\(\*\)$/m);
  assert.deepEqual(parse(content).tools, { read: { rules: [] } });
});

test('a tool whose name holds a dot is denied rather than limited, or the engine would refuse the file', () => {
  const { tools } = parse(
    emit(makeClassification('files.write', 'Write'), makeClassification('files.read', 'Read')),
  );
  assert.equal(tools['files.write'].rules[0].action, 'deny');
  assert.deepEqual(tools['files.read'], { rules: [] });
});

test('a name of white space is denied, as the engine refuses it in `hide`', () => {
  const document = parse(emit(makeClassification(' ', 'Destructive')));
  assert.equal(document.hide, undefined);
  assert.equal(document.tools[' '].rules[0].action, 'deny');
});

test('words that older YAML reads as truth values stay names', () => {
  assert.match(emit(makeClassification('on', 'Read')), /^ {2}"on":$/m);
  assert.match(emit(makeClassification('y', 'Read')), /^ {2}"y":$/m);
});

test('no text of a server ends a comment', () => {
  for (const breaker of ['\n', '\r', '\u0085', '\u2028', '\u2029']) {
    const content = emit(makeClassification('a', 'Read', { quote: `x${breaker}default: allow` }));
    assert.equal(content.split(/[\n\r\u0085\u2028\u2029]/).filter((line) => /^default/.test(line)).length, 1);
  }
});
