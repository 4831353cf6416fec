import { StringDecoder } from 'node:string_decoder';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type { SandboxedProcess } from './sandbox.ts';

/**
 * MCP over the standard streams of a process in the sandbox.
 * Lines that are no JSON object are skipped and counted in `strayLines`: many servers print a banner first.
 * Its size is bounded by the sandbox's limit on output.
 */
export class SandboxTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** The SDK takes a transport that has `pid` and `stderr` for a local pipe, on which silence means the older handshake. */
  readonly pid = null;
  readonly stderr = null;
  /** Messages of the protocol that came. */
  messages = 0;
  strayLines = 0;
  /** The last 4,000 characters of those lines. */
  strayText = '';
  readonly #process: SandboxedProcess;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(process: SandboxedProcess) {
    this.#process = process;
  }

  async start(): Promise<void> {
    this.#process.stdout.on('data', (chunk: Buffer) => this.#read(this.#decoder.write(chunk)));
    // A server that goes away while it is being written to shows in `exited`, not as a broken pipe here.
    this.#process.stdin.on('error', (error) => this.onerror?.(error));
    this.#process.exited.then(() => this.onclose?.());
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#process.stdin.write(`${JSON.stringify(message)}\n`);
  }

  async close(): Promise<void> {
    this.#process.kill();
    await this.#process.exited;
  }

  #read(text: string): void {
    this.#rest += text;
    // Joining the parts of one endless line each time would take a time that grows with its square.
    if (!text.includes('\n')) return;
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '' && !this.#deliver(line)) this.#setAside(line);
  }

  #setAside(line: string): void {
    this.strayLines++;
    this.strayText = `${this.strayText}${line}\n`.slice(-4000);
  }

  /** Whether the line was a message; one that the SDK itself stumbles over is none. */
  #deliver(line: string): boolean {
    const message = parseMessage(line);
    if (message === null) return false;
    this.messages++;
    try {
      this.onmessage?.(message);
      return true;
    } catch {
      return false;
    }
  }
}

function parseMessage(line: string): JSONRPCMessage | null {
  try {
    const value: unknown = JSON.parse(line);
    return isMessage(value) ? value : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is JSONRPCMessage {
  return typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
}
