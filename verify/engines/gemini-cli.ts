import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findInstalled } from '../installed.ts';

/** The parts of @google/gemini-cli-core that decide; the package does not export them by name. */
interface Loader {
  loadPoliciesFromToml(
    paths: string[],
    tierOf: () => number,
  ): Promise<{ rules: object[]; errors: { severity?: string; message: string; details?: string }[] }>;
}

interface Engine {
  check(
    call: { name: string; args: object },
    serverName: string,
  ): Promise<{ decision: 'allow' | 'ask_user' | 'deny' }>;
  getExcludedTools(metadata: Map<string, object>, names: Set<string>): Set<string>;
}

interface EngineModule {
  PolicyEngine: new (configuration: { rules: object[] }) => Engine;
}

export interface GeminiEngine {
  /** How many rules it made of the document. */
  ruleCount: number;
  /** What it says of the document; any error means that it threw the whole document away. */
  errors: string[];
  decide(server: string, tool: string, callArguments: object): Promise<'allow' | 'ask' | 'deny' | 'hide'>;
}

const userTier = 4;

/** Gemini CLI's own policy engine, in this process, with one document as a user would install it. */
export async function startGeminiEngine(document: string): Promise<GeminiEngine> {
  const loader: Loader = await importPart('toml-loader.js');
  const { PolicyEngine }: EngineModule = await importPart('policy-engine.js');
  const folder = mkdtempSync(join(tmpdir(), 'placard-verify-'));
  try {
    writeFileSync(join(folder, 'policy.toml'), document);
    const { rules, errors } = await loader.loadPoliciesFromToml([folder], () => userTier);
    const engine = new PolicyEngine({ rules });
    return {
      ruleCount: rules.length,
      // It warns of names that look like its own tools', and takes the rule all the same.
      errors: errors
        .filter(({ severity }) => severity !== 'warning')
        .map(({ message, details = '' }) => `${message}: ${details}`),
      async decide(server, tool, callArguments) {
        const name = `mcp_${server}_${tool}`;
        const metadata = new Map([[name, { _serverName: server }]]);
        if (engine.getExcludedTools(metadata, new Set([name])).has(name)) return 'hide';
        const { decision } = await engine.check({ name, args: callArguments }, server);
        return decision === 'ask_user' ? 'ask' : decision;
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function importPart<T>(file: string): Promise<T> {
  return import(pathToFileURL(findInstalled('@google/gemini-cli-core', 'dist/src/policy', file)).href);
}
