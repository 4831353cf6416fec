import { evaluate } from '@marcbachmann/cel-js';
import { parse } from 'yaml';
import type { Reader } from '../reader.ts';

interface Rule {
  allow?: string;
  deny?: string;
  require?: string;
}

interface Document {
  mcp?: { policies?: { mcpAuthorization?: { rules?: Rule[] } } };
}

/** A denial beats all; once a rule allows something, what none allows is denied. */
export const agentgateway: Reader = {
  id: 'agentgateway',
  basis: '@marcbachmann/cel-js for the expressions; the rest by agentgateway.dev, as we read it',
  read([content = '']) {
    const data: Document | null = parse(content);
    const rules = data?.mcp?.policies?.mcpAuthorization?.rules ?? [];
    const holds = (expression: string | undefined, tool: object) => {
      if (expression === undefined) return false;
      try {
        return evaluate(expression, { mcp: { tool } }) === true;
      } catch {
        return false;
      }
    };
    return {
      names: [],
      ignored:
        data?.mcp?.policies?.mcpAuthorization === undefined
          ? ['It holds no mcp.policies.mcpAuthorization.']
          : [],
      decide({ server, tool: name }) {
        const tool = { name, target: server };
        const isDenied = rules.some(({ deny }) => holds(deny, tool));
        const isLacking = rules.some(({ require }) => require !== undefined && !holds(require, tool));
        const allowing = rules.filter(({ allow }) => allow !== undefined);
        const isAllowed = allowing.length === 0 || allowing.some(({ allow }) => holds(allow, tool));
        return { decision: isAllowed && !isDenied && !isLacking ? 'allow' : 'deny', rate: null };
      },
    };
  },
};
