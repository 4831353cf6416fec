import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { SandboxExit, SandboxedProcess } from './sandbox.ts';
import { SandboxTransport } from './sandbox-transport.ts';

function open() {
  const stdout = new PassThrough();
  const stdin = new PassThrough();
  const { promise: exited, resolve } = Promise.withResolvers<SandboxExit>();
  const kill = () => resolve({ code: null, signal: 'SIGKILL', stoppedBy: null, peakMemoryBytes: 0 });
  const process: SandboxedProcess = { stdin, stdout, stderr: new PassThrough(), exited, kill };
  const transport = new SandboxTransport(process);
  const messages: unknown[] = [];
  transport.onmessage = (message) => void messages.push(message);
  return { transport, messages, stdin, stdout };
}

describe('the transport', () => {
  it('puts lines together, however they arrive, characters cut in two included', async () => {
    const { transport, messages, stdout } = open();
    await transport.start();
    const bytes = Buffer.from(
      '{"jsonrpc":"2.0","method":"é🙂"}\r\n\n{"jsonrpc":"2.0","id":1,"result":{}}\nrest',
    );
    for (const byte of bytes) stdout.write(Buffer.of(byte));
    await turn();
    assert.deepEqual(messages, [
      { jsonrpc: '2.0', method: 'é🙂' },
      { jsonrpc: '2.0', id: 1, result: {} },
    ]);
    assert.equal(transport.strayLines, 0);
  });

  it('counts what is no message, or what the SDK stumbles over', async () => {
    const { transport, messages, stdout } = open();
    await transport.start();
    transport.onmessage = (message) => {
      messages.push(message);
      if ('method' in message && message.method === 'trap') throw new RangeError('Too deep.');
    };
    for (const line of [
      'Hello',
      '5',
      'null',
      '[]',
      '{}',
      '{"jsonrpc":"1.0"}',
      '{"jsonrpc":"2.0","method":"trap"}',
      '{"jsonrpc":"2.0","method":"fine"}',
    ])
      stdout.write(`${line}\n`);
    await turn();
    assert.equal(transport.strayLines, 7);
    assert.equal(messages.length, 2);
  });

  it('takes one line of 32 MiB in a time that grows with its length alone', async () => {
    const { transport, stdout } = open();
    await transport.start();
    const started = performance.now();
    const chunk = Buffer.alloc(16_384, 'x');
    for (let sent = 0; sent < 32 * 1024 ** 2; sent += chunk.length) {
      stdout.write(chunk);
      if (sent % (64 * chunk.length) === 0) await turn();
    }
    stdout.write('\n');
    await turn();
    assert.equal(transport.strayLines, 1);
    assert.ok(performance.now() - started < 4000, `${performance.now() - started} ms`);
  });

  it('tells of the end once, and survives a server that no longer listens', async () => {
    const { transport, stdin } = open();
    let closed = 0;
    let faults = 0;
    transport.onclose = () => closed++;
    transport.onerror = () => faults++;
    await transport.start();
    stdin.destroy(new Error('EPIPE'));
    await transport.send({ jsonrpc: '2.0', method: 'late' });
    await transport.close();
    await transport.close();
    await turn();
    assert.equal(closed, 1);
    assert.ok(faults >= 1);
  });
});
