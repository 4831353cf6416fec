import { parse } from 'yaml';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

/** A tool that the agent's list does not name is not offered; a setting by the tool's bare name makes a question of a call. */
export const vscode: Reader = {
  id: 'vscode',
  basis: 'the code of VS Code 1.139.1, as we read it',
  read([agent = '', settings = '{}']) {
    const tools = readTools(agent);
    const eligible: Record<string, unknown> =
      parse(settings, { schema: 'json' })?.['chat.tools.eligibleForAutoApproval'] ?? {};
    return {
      names: tools.flatMap((name) => /^[^/]+\/([^/*]+)$/.exec(name)?.[1] ?? []),
      ignored: tools
        .filter((name) => /[*?]/.test(name) && !name.endsWith('/*'))
        .map((name) => `"${name}": but for a whole server there are no patterns, so it matches nothing.`),
      decide({ server, tool }) {
        const plain = tool.replaceAll('.', '_');
        const isListed = [`${server}/${plain}`, `${server}/*`, server].some((name) => tools.includes(name));
        if (!isListed) return { decision: 'hide', rate: null };
        // Without the setting, a claim of the server is enough to waive the question.
        const isAsked = Object.hasOwn(eligible, plain) && eligible[plain] === false;
        return { decision: isAsked ? 'ask' : 'allow', rate: null };
      },
    };
  },
};

function readTools(agent: string): string[] {
  const [before, front] = agent.split(/^---\r?$/m);
  const tools: unknown = front === undefined || before !== '' ? undefined : parse(front)?.tools;
  if (!Array.isArray(tools))
    throw new UnreadablePolicyError('It has no list of tools, so the agent gets all of them.');
  return tools.filter((name) => typeof name === 'string');
}
