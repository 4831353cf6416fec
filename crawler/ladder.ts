import { missesCode, readWants } from './diagnosis.ts';
import { type Launched, type LaunchOptions, launch } from './launch.ts';
import type { Declaration, LaunchPlan } from './launch-plan.ts';
import { bridgePort } from './node/port-bridge.ts';
import { addArguments, addVariables, applyDeclaration } from './placeholders.ts';

/** The start that came furthest. */
export interface Climb {
  plan: LaunchPlan;
  /** Starts that were tried, the last one included. */
  attempts: number;
  launched: Launched;
}

const maximumRetries = 4;
const longestMeetingMs = 20_000;

/**
 * The ladder: the server as it is, with the arguments that its package spells out; then with declared arguments that
 * had to be made up, with declared variables as well, and with what its own messages ask for. What is made up can also
 * break a server, so it never comes first; and nothing made up mends code that does not fit together.
 */
export async function climb(
  bare: LaunchPlan,
  [declaration]: Declaration[],
  options: LaunchOptions,
): Promise<Climb> {
  const [first = bare, ...declared] = planDeclared(bare, declaration);
  let attempts = 0;
  let plan = first;
  let best = { plan, launched: await attempt() };
  for (let retry = 1; retry <= maximumRetries; retry++) {
    if (isFinal(best.launched)) break;
    const next = declared.shift() ?? planWanted();
    if (next === null) break;
    plan = next;
    const launched = await attempt();
    // A later failure never hides that an earlier start answered, if with an empty list.
    if ('failure' in best.launched || 'listing' in launched) best = { plan, launched };
  }
  return { ...best, attempts };

  async function attempt(): Promise<Launched> {
    const launched = await attemptAsUsual();
    if ('listing' in launched || !launched.opensPort) return launched;
    attempts++;
    // It opened its port in less: what does not answer there by then speaks something else.
    const timeoutMs = Math.min(options.timeoutMs, longestMeetingMs);
    const met = await launch(bridgePort(plan), { ...options, timeoutMs }, 'legacy');
    if ('failure' in met) return launched.isCutShort ? attemptAsUsual(true) : launched;
    met.listing.remarks.unshift(
      'It opens a port instead of speaking on standard input and output, and was met there, inside the sandbox.',
    );
    return met;
  }

  /** @param isPatient waits for an answer on standard output even where a port is open. */
  async function attemptAsUsual(isPatient = false): Promise<Launched> {
    attempts++;
    const launched = await launch(plan, options, 'auto', isPatient);
    // Servers on some older SDKs end at any message before `initialize`, without a word that would say why.
    const isUnexplained =
      'failure' in launched &&
      !launched.isCutShort &&
      ['crashed-at-start', 'protocol-error'].includes(launched.failure.reason) &&
      !missesCode(launched.failure.stderrTail);
    if (!isUnexplained) return launched;
    attempts++;
    return launch(plan, options, 'legacy');
  }

  function planWanted(): LaunchPlan | null {
    if (!('failure' in best.launched)) return null;
    const wants = readWants(best.launched.failure.stderrTail);
    const variables = wants.variables.filter((name) => !(name in plan.env));
    if (variables.length > 0) return addVariables(plan, variables);
    return plan.args.length <= bare.args.length && wants.arguments.length > 0
      ? addArguments(plan, wants.arguments)
      : null;
  }
}

function planDeclared(bare: LaunchPlan, declaration: Declaration | undefined): LaunchPlan[] {
  if (declaration === undefined) return [bare];
  const withArguments = applyDeclaration(bare, declaration, false);
  const isMadeUp = withArguments.placeholders.length > bare.placeholders.length;
  const withVariables = declaration.variables.length > 0 ? [applyDeclaration(bare, declaration, true)] : [];
  return [...(isMadeUp ? [bare] : []), withArguments, ...withVariables];
}

/** Whether trying on would change nothing. */
function isFinal(launched: Launched): boolean {
  return 'listing' in launched ? launched.listing.tools.length > 0 : missesCode(launched.failure.stderrTail);
}
