import type { Declaration, LaunchPlan } from './launch-plan.ts';
import type { Failure, Observation, PackageFacts } from './observation.ts';
import type { Ref } from './ref.ts';
import type { Sandbox } from './sandbox.ts';

/** One exact version of one server, found but not yet fetched. */
export interface Resolution {
  /** Package URL without version. */
  purl: string;
  version: string;
  package: PackageFacts;
}

/** A server that runs elsewhere: nothing is known of it before it is asked. */
export interface RemoteServer {
  /** Its address, which is its identity. */
  purl: string;
  version: null;
  package: null;
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
  /** The sandbox that its servers need in the place of the machine's own; missing where any will do. */
  findSandbox?(): Promise<{ sandbox: Sandbox; version: string } | Failed>;
  /** Fetches it and all that it needs, once: a second call finds what the first one left. */
  prepare(resolution: Resolution, sandbox: Sandbox): Promise<Preparation | Failed>;
  /**
   * As `prepare`, but with no dependency that was published after a moment; missing where a server has none of its own.
   * @param date ISO 8601.
   */
  prepareAsOf?(resolution: Resolution, date: string, sandbox: Sandbox): Promise<Preparation | Failed>;
  /**
   * As `prepare`, but with the next older Node.js or Python that the package itself allows, and what that is called;
   * null where it allows none that can be had. Missing where a server brings its own.
   */
  prepareOnOlder?(
    resolution: Resolution,
    sandbox: Sandbox,
  ): Promise<{ preparation: Preparation; runtime: string } | Failed | null>;
}

/** What an asking needs to know. */
export interface AskOptions {
  /** placard's own version, which it tells the servers. */
  clientVersion: string;
  /** For one attempt: handshake and listing together. */
  timeoutMs: number;
}

/** Knows how to ask the servers of one kind of REF that run elsewhere: nothing is fetched, started or made up. */
export interface RemoteLauncher {
  /** The folder's name. */
  id: string;
  accepts(ref: Ref): boolean;
  /** Its address, where that is one that may be asked; asks nothing yet. */
  resolve(ref: Ref): Promise<RemoteServer | Failed>;
  /** Asks what it offers, as often as it takes to be sure. Never rejects for what a server does. */
  ask(server: RemoteServer, options: AskOptions): Promise<Pick<Observation, 'attempts' | 'outcome'>>;
}

export type AnyLauncher = Launcher | RemoteLauncher;
