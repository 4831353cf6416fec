import type { Placeholder } from './observation.ts';
import type { SandboxMount, SandboxRequest } from './sandbox.ts';

/** How to start one server inside a sandbox. Paths are those inside. */
export interface LaunchPlan {
  /** Empty where `image` starts one by itself. */
  program: string;
  args: string[];
  env: Record<string, string>;
  mounts: SandboxMount[];
  /** As in SandboxRequest. */
  image?: string;
  /** As in SandboxRequest. */
  beside?: SandboxRequest['beside'];
  /** Values in `args` and `env` that placard made up. */
  placeholders: Placeholder[];
}

/** What a package says that its server wants at start; values are as published, examples included. */
export interface Declaration {
  source: 'server.json' | 'manifest.json' | 'readme' | 'registry';
  /** In order. */
  args: DeclaredArgument[];
  variables: DeclaredVariable[];
}

export interface DeclaredArgument {
  /** The flag that carries the value (`--root`, or `--root=` where both are one argument), or null for a positional one. */
  flag: string | null;
  /** null where a value is to be made up. */
  value: string | null;
  /** Words that tell the value's shape: the value hint, the description, the format. */
  hint: string;
  /** The value is the package's own, about what lies in it, and no example: it is taken as it is. */
  isOwn?: true;
}

export interface DeclaredVariable {
  name: string;
  value: string | null;
  hint: string;
}
