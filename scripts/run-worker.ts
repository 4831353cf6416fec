import { availableParallelism } from 'node:os';
import { findServer, observe } from '../crawler/examine.ts';
import { chooseLauncher } from '../crawler/launchers/index.ts';
import { type WorkEvent, work } from '../crawler/queue/work.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { describeLook, nameFirst } from './describe-look.ts';
import { startProgress } from './progress.ts';
import { count } from './terminal.ts';
import { openWorkshopForQueue } from './workshop.ts';

export interface WorkerRequest {
  queue: string;
  concurrency?: number | undefined;
  /** Seconds, for one attempt at a server. */
  timeout?: number | undefined;
}

/**
 * Examines servers for a queue until it is told to end, with a line on standard error for each.
 * @throws NotExaminedError where no sandbox works here; QueueError where the queue cannot be used; the fault of this
 *   machine that ended it.
 */
export async function runWorker({ queue, concurrency, timeout }: WorkerRequest): Promise<void> {
  const workshop = await openWorkshopForQueue(timeout);
  const progress = startProgress();
  const [stop, handBack] = [new AbortController(), new AbortController()];
  const interrupt = () => {
    if (stop.signal.aborted) return handBack.abort();
    stop.abort();
    progress.print('Ending after the servers under way; the same again hands them back and ends at once.');
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  const servers = concurrency ?? availableParallelism();
  const underWay = new Set<string>();
  let examined = 0;
  try {
    await work(queue, {
      concurrency: servers,
      async examine({ ref, declared }) {
        const found = await findServer(ref, chooseLauncher(workshop.launchers, ref));
        return observe(found, workshop, declared);
      },
      signal: stop.signal,
      handBack: handBack.signal,
      tell: progress.print,
      onEvent(event) {
        if (event.kind === 'ready')
          progress.print(
            `Up to ${count(servers, 'server')} at once, in ${workshop.sandboxVersion}; Ctrl-C ends.`,
          );
        else if (event.kind === 'refused')
          progress.print(`The queue held what is no job, and it was passed over: ${event.detail}`);
        else if (event.kind === 'started') underWay.add(event.ref);
        else {
          underWay.delete(event.ref);
          progress.print(event.kind === 'examined' ? `[${++examined}] ${describe(event)}` : describe(event));
        }
        progress.show(`${examined} examined; now ${nameFirst([...underWay])}`);
      },
    });
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    progress.end();
  }
  console.log(`${count(examined, 'server')} examined.`);
  // What was handed back is still running here.
  if (handBack.signal.aborted) process.exit();
}

function describe(event: Extract<WorkEvent, { kind: 'examined' | 'superseded' | 'failed' }>): string {
  const ref = toPlainText(event.ref, 80);
  switch (event.kind) {
    case 'examined':
      return describeLook(event.ref, event.observation);
    case 'superseded':
      return `${ref}: another worker has it, for this one had seemed gone.`;
    case 'failed':
      return `${ref}: handed back, for this machine failed: ${toPlainText(String(event.fault), 300)}`;
  }
}
