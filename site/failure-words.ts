import type { ServerEntry } from '../data/entries.ts';

type FailureReason = NonNullable<ServerEntry['failure']>['reason'];

/** How a failed look is told to a reader. */
export interface FailureWording {
  title: string;
  /** What happened, in general. */
  meaning: string;
  /** What would make the next look succeed. */
  mend: string;
}

export const failureWordings: Readonly<Record<FailureReason, FailureWording>> = {
  'not-found': {
    title: 'Not found',
    meaning:
      'The registry does not know this package, or not in this version; or nothing is at this address.',
    mend: 'Check the name and the version, or the address. What was withdrawn cannot be examined.',
  },
  'install-failed': {
    title: 'Installation failed',
    meaning: 'The package or one of its dependencies did not install in the sandbox.',
    mend: 'The lines below come from the installer. A release that installs on plain Linux mends it.',
  },
  'no-program': {
    title: 'No program to start',
    meaning: 'The package installs, and names no program that could be a server.',
    mend: 'A single entry under `bin`, or one whose name holds `mcp`, tells what to start.',
  },
  'needs-credentials': {
    title: 'Needs credentials',
    meaning:
      'The server does not start, or does not answer, without an account or a key, and no made-up value will do.',
    mend: 'Whoever has an account can look with their own: placard audit, with --env and the name of the variable. A server that lists its tools before it signs in can be seen by everyone.',
  },
  'empty-without-credentials': {
    title: 'Lists nothing without credentials',
    meaning:
      'The server answers and lists no tools, and asks for an account or a key that it was not given. That need not mean that it has none.',
    mend: 'Whoever has an account can look with their own: placard audit, with --env and the name of the variable. A server that lists its tools before it signs in can be seen by everyone.',
  },
  'needs-arguments': {
    title: 'Needs arguments',
    meaning:
      'The server does not start without arguments, and those tried did not satisfy it; or its address has gaps that only its users can fill.',
    mend: 'An example under `mcpServers` in the package’s README, or a server.json, tells which to give.',
  },
  'needs-network': {
    title: 'Needs the network',
    meaning: 'The server calls out before it lists its tools. The sandbox has no network.',
    mend: 'A server that lists its tools before it connects can be examined.',
  },
  'crashed-at-start': {
    title: 'Crashed at start',
    meaning: 'The program ended before it answered.',
    mend: 'The last lines that it printed are below; they are for its maintainers.',
  },
  'protocol-error': {
    title: 'Did not speak the protocol',
    meaning: 'It answered with something that is not the Model Context Protocol.',
    mend: 'A program’s standard output must carry protocol messages alone; remarks belong on standard error. An address must be that of the server itself, not of a page about it.',
  },
  'timed-out': {
    title: 'Timed out',
    meaning: 'The server did not list its tools within the time allowed.',
    mend: 'A later look may succeed. A server that waits for the network waits in vain here.',
  },
  unavailable: {
    title: 'Could not be asked',
    meaning:
      'The server was out of reach or busy, or its address is one that placard asks only where a person names it.',
    mend: 'A later look may succeed. That says nothing against the server.',
  },
  'limit-exceeded': {
    title: 'Went over a limit',
    meaning: 'The server used more memory, processor time, processes or output than the sandbox gives.',
    mend: 'Work that is put off until a tool is called leaves room for the listing.',
  },
  'sandbox-unavailable': {
    title: 'No sandbox',
    meaning: 'The machine that looked had no working sandbox, so nothing was launched.',
    mend: 'Nothing is wrong with the server; it is looked at again on a machine that has one.',
  },
  'worker-lost': {
    title: 'Could not be examined',
    meaning: 'The machines that examined it ended or failed each time before they could tell what they saw.',
    mend: 'A later look may succeed. That says nothing certain of the server.',
  },
};

const unknownReason: FailureWording = {
  title: 'Not listed',
  meaning: 'The look gave no list of tools.',
  mend: 'The detail says what is known.',
};

/** The words for a reason; general ones for a reason that a newer crawler wrote. */
export function describeFailure(reason: string): FailureWording {
  return Object.hasOwn(failureWordings, reason) ? failureWordings[reason as FailureReason] : unknownReason;
}
