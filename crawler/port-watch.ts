import { tellsOfPort } from './diagnosis.ts';
import type { SandboxedProcess } from './sandbox.ts';
import type { SandboxTransport } from './sandbox-transport.ts';

const intervalMs = 250;

/** Who speaks on standard input and output answers at once; a port that serves something else besides takes no longer. */
const silenceMs = 3000;

/** What was seen of a server's ports. */
export interface PortWatch {
  /** It waits for connections, or told of an address. */
  isOpen(): boolean;
  /** It was ended because it waits for connections and said nothing. */
  isCutShort(): boolean;
  end(): void;
}

/**
 * Watches whether a server opens a port.
 * @param isPatient leaves it running; else it is ended where it has had a port for three seconds, and has sent no message
 * of the protocol.
 */
export function watchPort(
  process: SandboxedProcess,
  transport: SandboxTransport,
  readTail: () => string,
  isPatient: boolean,
): PortWatch {
  let since: number | null = null;
  let isCutShort = false;
  const look = () => {
    const isOpen = process.waitsOnPort?.() || tellsOfPort(`${transport.strayText}\n${readTail()}`);
    if (!isOpen) return;
    since ??= performance.now();
    if (isPatient || isCutShort || transport.messages > 0 || performance.now() - since < silenceMs) return;
    isCutShort = true;
    process.kill();
  };
  const timer = setInterval(look, intervalMs);
  return {
    isOpen: () => since !== null,
    isCutShort: () => isCutShort,
    end() {
      clearInterval(timer);
      if (since === null) look();
    },
  };
}
