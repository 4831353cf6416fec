import type { ScriptedCall } from './dialects.ts';

/** Where one run of a client happens. Everything is below `folder`, which is new and empty. */
export interface Stage {
  /** The client's HOME; nothing else of the user's is in its environment. */
  home: string;
  /** Where it is started. */
  project: string;
  /** Address of the scripted model. */
  modelUrl: string;
  /** The key by which the client's configuration knows the MCP server. */
  serverKey: string;
  /** Program and arguments that start the MCP server. */
  serverCommand: string[];
}

/** How one client is started. */
export interface Start {
  program: string;
  args: string[];
  environment: Record<string, string>;
}

/** A real client, driven by the scripted model. */
export interface Client {
  /** The target whose document it obeys; also the name of the file. */
  target: string;
  title: string;
  /** The npm package that brings it. */
  package: string;
  /** How it calls a tool of an MCP server before its model. */
  nameTool(serverKey: string, tool: string): Pick<ScriptedCall, 'namespace' | 'tool'>;
  /** Puts the policy's files and what the client needs beside them in place, and says how to start it. */
  prepare(stage: Stage, files: ReadonlyMap<string, string>): Start;
  /** Whether what came back for a call says that a person would have been asked. */
  saysAsk: RegExp;
}
