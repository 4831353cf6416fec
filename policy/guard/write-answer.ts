/**
 * A decision in the words of one client; `none` leaves the call to the client's own rules. No client is told more than
 * it can carry out: Codex and Gemini CLI take only a no from a script. The script carries this function's text.
 */
export function writeAnswer(
  client: string,
  decision: 'allow' | 'ask' | 'deny' | 'none',
  reason: string,
): string {
  if (client === 'cursor') {
    // It takes no answer for a failure of the script. A yes could stand for a person's there, so none is given.
    if (decision === 'none' || decision === 'allow') return '{}';
    return JSON.stringify({ permission: decision, user_message: reason, agent_message: reason });
  }
  if (client === 'gemini-cli') return JSON.stringify(decision === 'deny' ? { decision: 'deny', reason } : {});
  if (decision === 'none' || (client === 'codex' && decision !== 'deny')) return '';
  const answer = { permissionDecision: decision, permissionDecisionReason: reason };
  if (client === 'copilot-cli') return JSON.stringify(answer);
  return JSON.stringify({ hookSpecificOutput: { hookEventName: 'PreToolUse', ...answer } });
}
