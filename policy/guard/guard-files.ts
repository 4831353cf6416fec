import { holds } from '../constraint.ts';
import { evaluate } from '../evaluate.ts';
import type { LoweredPolicy } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { PolicyFile } from '../target.ts';
import { judgeCall } from './judge-call.ts';
import { readCalls } from './read-calls.ts';
import { writeAnswer } from './write-answer.ts';

export const guardScript = 'placard-guard.mjs';
export const guardPolicy = 'placard-policy.json';

/**
 * The script that a client asks before a call, and the policy that it answers from; both lie in one folder. The script
 * needs Node.js alone and takes the client's name as its argument. Whatever it does not understand it denies.
 * @param folder where both lie, relative to the project or home; '' for nowhere in particular.
 */
export function writeGuardFiles(policy: Policy, folder: string): PolicyFile[] {
  const servers = policy.servers.map((server) => ({
    ...server,
    rules: server.rules.map((rule) => ({ ...rule, reason: '' })),
  }));
  const path = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  return [
    { path: path(guardScript), content: writeScript() },
    { path: path(guardPolicy), content: `${toVisibleJson({ servers }, 2)}\n` },
  ];
}

/** The policy as a client's own rules leave it: what they cannot name or must put before a person, the guard lets through no more than they. */
export function limitToLowered(policy: Policy, lowered: LoweredPolicy): Policy {
  return {
    servers: policy.servers.map((server) => {
      const counterpart = lowered.servers.find(({ key }) => key === server.key);
      const rules = server.rules.map((rule) => {
        const other = counterpart?.rules.find(({ tool }) => tool === rule.tool);
        // Of tools that share a name, none is held to what only another was to be held to.
        const constraints = other === undefined || other.isGuarded ? rule.constraints : [];
        return { ...rule, decision: other?.guardDecision ?? 'deny', constraints };
      });
      return { ...server, unknownTools: counterpart?.unknownTools ?? server.unknownTools, rules };
    }),
  };
}

/** Most bytes of a call that the script reads; what is longer is denied. */
const longestInput = 16 * 1024 * 1024;

function writeScript(): string {
  const functions = [holds, evaluate, readCalls, judgeCall, writeAnswer].map((one) => one.toString());
  return `// Answers a client that is about to call an MCP tool, by the policy beside this file. Made by placard; needs Node.js alone.
// node ${guardScript} CLIENT, with the client's words about the call on standard input.
import { readFileSync } from 'node:fs';

${functions.join('\n\n')}

const client = process.argv[2] ?? '';
let answer;
try {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > ${longestInput}) throw new Error('too long');
  }
  const policy = JSON.parse(readFileSync(new URL('${guardPolicy}', import.meta.url), 'utf8'));
  answer = judgeCall(client, JSON.parse(text), policy);
} catch {
  answer = writeAnswer(client, 'deny', 'The guard could not read this call or its policy, so the call is denied.');
}
process.stdout.write(answer);
`;
}
