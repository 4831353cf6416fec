import ora from 'ora';

/** What happens, on standard error: a moving line on a terminal, and lines that stay everywhere. */
export interface Progress {
  /** Changes the moving line. */
  show(text: string): void;
  /** Adds a line that stays. */
  print(line: string): void;
  end(): void;
}

export function startProgress(text = ''): Progress {
  const { stderr } = process;
  const isTerminal = stderr.isTTY === true;
  const spinner = ora({
    text,
    stream: stderr,
    color: isTerminal && stderr.hasColors() ? 'cyan' : false,
    isEnabled: isTerminal,
    isSilent: !isTerminal,
    discardStdin: false,
  }).start();
  return {
    show(next) {
      spinner.text = next;
    },
    print(line) {
      spinner.clear();
      stderr.write(`${line}\n`);
    },
    end: () => spinner.stop(),
  };
}

/** Runs one long step under a moving line; elsewhere than on a terminal, its text is one line. */
export async function showStep<T>(text: string, run: () => Promise<T>): Promise<T> {
  const progress = startProgress(text);
  if (process.stderr.isTTY !== true) progress.print(text);
  try {
    return await run();
  } finally {
    progress.end();
  }
}
