import type { JsonObject } from './json.ts';

/** Why a server's tools could not be listed. A failed look is a value: it is stored, counted and shown. */
export const failureReasons = [
  'not-found',
  'install-failed',
  'no-program',
  'needs-credentials',
  /** It lists no tools, and asks for what it was not given: that need not mean that it has none. */
  'empty-without-credentials',
  'needs-arguments',
  'needs-network',
  'crashed-at-start',
  'protocol-error',
  'timed-out',
  'unavailable',
  'limit-exceeded',
  'sandbox-unavailable',
  /** Of several machines: each that examined it ended or failed before it could tell. */
  'worker-lost',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** A value that placard made up so that the server would start. None of them is a real secret or address. */
export interface Placeholder {
  kind: 'variable' | 'argument';
  /** The variable's name, or the argument's flag or position (`#1`). */
  name: string;
  value: string;
  /**
   * What asked for it: the package's `server.json`, a bundle's `manifest.json`, `readme`, a `registry` or catalogue that
   * lists the server, or `stderr` (a failed start named it).
   */
  source: 'server.json' | 'manifest.json' | 'readme' | 'registry' | 'stderr';
}

/** What the registry says of the exact version that was looked at. */
export interface PackageFacts {
  name: string;
  version: string;
  description: string | null;
  /** SPDX expression as published. */
  licence: string | null;
  homepage: string | null;
  repository: string | null;
  /** ISO 8601; null where the registry tells no times. */
  publishedAt: string | null;
  /** The registry's integrity string of the tarball (`sha512-…`). */
  integrity: string | null;
  /** Set where the publisher has deprecated this version. */
  deprecated: string | null;
  /** Its name in the official MCP registry, where it claims one (`mcpName`). */
  mcpName: string | null;
}

/** One element of `tools/list`, as the server sent it. */
export interface ListedTool {
  /** 0-based, over all pages. */
  position: number;
  /** Raw: never changed, whether it conforms to the specification or not. */
  definition: JsonObject;
  /** SHA-256 of its canonical JSON (RFC 8785), in hexadecimal. */
  digest: string;
}

/** All that one server said of itself. */
export interface Listing {
  protocolVersion: string;
  serverInfo: JsonObject;
  capabilities: JsonObject;
  instructions: string | null;
  tools: ListedTool[];
  /** How long the list of tools stays true, in milliseconds, as the server says with it (SEP-2549); null where it does not. */
  ttlMs: number | null;
  /** Raw `prompts/list`; null where the server offers no prompts or did not answer. */
  prompts: JsonObject[] | null;
  /** Raw `resources/list`; null where the server offers no resources or did not answer. */
  resources: JsonObject[] | null;
  /** Remarks on how it was listed, as sentences: a repeating cursor, elements that are no objects, lines that are no JSON. */
  remarks: string[];
}

export interface Failure {
  reason: FailureReason;
  /** One sentence for a reader. */
  detail: string;
  /** The last lines of standard error, without control characters, at most 4,000 characters. */
  stderrTail: string;
}

/** What came of examining one server once. Append-only: it is never changed after it is stored. */
export interface Observation {
  /** Package URL without version (`pkg:npm/%40scope/name`), or the remote URL: the server's identity. */
  purl: string;
  /** The REF that was asked for, without its version. */
  ref: string;
  version: string | null;
  /** ISO 8601, UTC. */
  observedAt: string;
  /** `live`: the server itself was asked, whether it was launched for that or runs elsewhere. */
  method: 'live';
  durationMs: number;
  /** Which sandbox ran it, with its version; null where nothing was launched: it runs elsewhere, or could not be started. */
  sandbox: string | null;
  package: PackageFacts | null;
  /** Program and arguments that were launched, as seen inside the sandbox; empty where nothing was. */
  command: string[];
  placeholders: Placeholder[];
  /** Starts, or askings of one that runs elsewhere, that were tried, the last one included. */
  attempts: number;
  outcome: { listing: Listing } | { failure: Failure };
}
