import type { Declaration, LaunchPlan } from './launch-plan.ts';
import type { Failure, PackageFacts } from './observation.ts';
import type { Ref } from './ref.ts';
import type { Sandbox } from './sandbox.ts';

/** One exact version of one server, found but not yet fetched. */
export interface Resolution {
  /** Package URL without version. */
  purl: string;
  version: string;
  package: PackageFacts;
}

/** A server that lies ready to be started. */
export interface Preparation {
  /** How to start it with nothing made up. */
  plan: LaunchPlan;
  /** What it says that it wants, most trustworthy first; empty where it says nothing. */
  declarations: Declaration[];
  /** Remarks for the observation, as sentences. */
  remarks: string[];
  /** Where the package itself says more than its registry does: the facts, completed. */
  package?: PackageFacts;
}

/** A step that did not succeed, as a value. */
export interface Failed {
  failure: Failure;
}

/** Knows how to find, fetch and start the servers of one kind of REF. */
export interface Launcher {
  /** The folder's name. */
  id: string;
  accepts(ref: Ref): boolean;
  /** Finds the exact version that the REF means today. */
  resolve(ref: Ref): Promise<Resolution | Failed>;
  /** Fetches it and all that it needs, once: a second call finds what the first one left. */
  prepare(resolution: Resolution, sandbox: Sandbox): Promise<Preparation | Failed>;
  /**
   * As `prepare`, but with no dependency that was published after a moment; missing where a server has none of its own.
   * @param date ISO 8601.
   */
  prepareAsOf?(resolution: Resolution, date: string, sandbox: Sandbox): Promise<Preparation | Failed>;
}
