import type { Constraint } from './constraint.ts';
import { callsAnHour, type Policy, type ServerPolicy } from './policy.ts';
import { type Decision, decisions, type RateLimit, type Recommendation } from './recommendation.ts';
import type { Coverage, CoverageStatus, EmitOptions } from './target.ts';

/** What an engine's format can say. What it cannot say becomes something stricter wherever there is something stricter. */
export interface Engine {
  canAsk: boolean;
  /** A script of ours that the engine asks before each call enforces what the format cannot say of arguments. */
  hasGuard: boolean;
  /** The guard's yes is as good as a person's: a call that it lets through runs. */
  takesYesOfGuard?: boolean;
  /** Only the guard denies tools that no rule names; without it a person is asked. */
  leavesUnknownToGuard?: boolean;
  /** What calls to unnamed tools can be made to get. */
  unknownTools: readonly ServerPolicy['unknownTools'][];
  canName(tool: string, server: string): boolean;
  canHide(tool: string): boolean;
  canLimit(tool: string): boolean;
  /** Whether the format binds the argument as the constraint says, more tightly, or not at all. */
  canBind(constraint: Constraint, tool: string): 'exact' | 'stricter' | 'no';
  /** What the engine knows the tool by, where two tools may come to share it. */
  nameTool?(server: string, tool: string): string;
}

/** A rule that the engine can carry out. */
export interface LoweredRule {
  tool: string;
  decision: Decision;
  /** null unless the decision is allow. */
  rate: RateLimit | null;
  /** Those that the format binds; empty where no call passes. */
  constraints: Constraint[];
  /** The guard has constraints to enforce. */
  isGuarded: boolean;
  /** What the guard, where there is one, answers to a call that meets them; else the same as `decision`. */
  guardDecision: Decision;
  /** Why the model decided so; quotes the server. */
  reason: string;
  /** Where this rule departs from the model, without a word of the server's; '' where it does not. */
  note: string;
}

export interface LoweredServer {
  key: string;
  name: string;
  unknownTools: ServerPolicy['unknownTools'];
  /** In the order of the model's rules, without those whose tools the format cannot name. */
  rules: LoweredRule[];
}

export interface LoweredPolicy {
  servers: LoweredServer[];
  coverage: Coverage[];
}

const notes = {
  cannotAsk: 'A person must approve this call and the engine cannot ask one, so it is denied.',
  standsIn: 'The engine cannot ask a person: a limit on the calls stands in.',
  allowedByHand: 'The engine cannot ask a person; allowed instead, as was asked for.',
  cannotLimit: 'The engine cannot count the calls of this tool',
  cannotHide: 'The engine cannot hide this tool; it is denied but stays listed.',
  cannotName:
    'The engine cannot name this tool, so it gets what unknown tools get: it stays listed and every call is denied.',
  cannotNameNorDeny: 'The engine cannot name this tool, so it gets what unknown tools get.',
  cannotNameAll: 'Denied, because the engine cannot name every tool that has a rule.',
  cannotBind: 'The engine cannot bind the arguments of this tool',
  boundMoreTightly: 'The engine can only bind this argument more tightly.',
  guardedCall: 'The guard script beside this file lets the call through; without it a person is asked.',
  guardedUnknown:
    'Only the guard script beside this file denies tools that no rule names; without it a person is asked.',
  guarded: 'Only the guard script beside this file binds this argument.',
  boundByAsking: 'The engine cannot bind this argument: the person who is asked must look at it.',
  unknownNamesake: 'A tool that the engine takes for one that has a rule gets what that rule says.',
  sharesName: 'The engine knows several tools by one name, so the strictest of their rules holds for all.',
} as const;

const nobodyTyped: EmitOptions = { askAs: null };

/** The policy in the terms of one engine, and what of it is left. Never weaker than the model but where the coverage says so. */
export function lower(policy: Policy, engine: Engine, options: EmitOptions = nobodyTyped): LoweredPolicy {
  const canName = findNameable(policy, engine);
  const servers = policy.servers.map((server) => lowerServer(server, { ...engine, canName }, options));
  joinNamesakes(servers, engine);
  const coverage = policy.servers.flatMap((server, index) => {
    const lowered = servers[index];
    return lowered === undefined ? [] : coverServer(server, lowered, engine, options);
  });
  return { servers, coverage };
}

/** Whether the row is about a tool that the engine's document allows outright, as the model does. */
export function letsThrough(row: Coverage, servers: readonly LoweredServer[]): boolean {
  if (row.feature !== 'decision' || row.status !== 'exact') return false;
  const rules = servers.find(({ key }) => key === row.server)?.rules;
  return rules?.find(({ tool }) => tool === row.tool)?.decision === 'allow';
}

/** A tool that the engine would take for one that cannot be named cannot be named either. */
function findNameable({ servers }: Policy, { canName, nameTool }: Engine): Engine['canName'] {
  if (nameTool === undefined) return canName;
  const unnameable = servers.flatMap(({ key, rules }) =>
    rules.flatMap(({ tool }) => (canName(tool, key) ? [] : [nameTool(key, tool)])),
  );
  const taken = new Set(unnameable);
  return (tool, server) => canName(tool, server) && !taken.has(nameTool(server, tool));
}

function lowerServer(server: ServerPolicy, engine: Engine, options: EmitOptions): LoweredServer {
  const nameable = server.rules.filter(({ tool }) => engine.canName(tool, server.key));
  const isWhole = nameable.length === server.rules.length;
  return {
    key: server.key,
    name: server.name,
    unknownTools: lowerUnknown(isWhole ? server.unknownTools : 'deny', engine),
    rules: nameable.map((rule) => lowerRule(rule, engine, options)),
  };
}

/** What was wanted, else the mildest of what is stricter, else the strictest that there is. */
function lowerUnknown(wanted: ServerPolicy['unknownTools'], { unknownTools }: Engine) {
  const byStrictness = (['allow', 'ask', 'deny'] as const).filter((decision) =>
    unknownTools.includes(decision),
  );
  const enough = byStrictness.find((decision) => strictness(decision) >= strictness(wanted));
  return enough ?? byStrictness.at(-1) ?? 'allow';
}

function lowerRule(rule: Recommendation, engine: Engine, { askAs }: EmitOptions): LoweredRule {
  const { tool, decision, rate, reason } = rule;
  const denial: LoweredRule = {
    tool,
    decision: 'deny',
    rate: null,
    constraints: [],
    isGuarded: false,
    guardDecision: 'deny',
    reason,
    note: '',
  };
  if (decision === 'deny') return denial;
  if (decision === 'hide') {
    return engine.canHide(tool)
      ? { ...denial, decision, guardDecision: decision }
      : { ...denial, note: notes.cannotHide };
  }
  const constraints = rule.constraints.filter((constraint) => engine.canBind(constraint, tool) !== 'no');
  const isBound = constraints.length === rule.constraints.length;
  const asking: LoweredRule = {
    ...denial,
    decision: 'ask',
    constraints,
    isGuarded: engine.hasGuard && !isBound,
    guardDecision: 'ask',
  };
  if (decision === 'ask' && engine.canAsk) return asking;

  const isStandIn = decision === 'ask';
  if (isStandIn && (askAs === 'deny' || (askAs === null && rule.withoutAsk === 'deny'))) {
    return { ...denial, note: notes.cannotAsk };
  }
  const isCounted = rate === null || engine.canLimit(tool);
  if (!isBound || !isCounted) {
    const why = isBound ? notes.cannotLimit : notes.cannotBind;
    if (!engine.canAsk) return { ...denial, note: `${why}, so every call is denied.` };
    return asking.isGuarded && isCounted && engine.takesYesOfGuard
      ? { ...asking, guardDecision: 'allow', note: notes.guardedCall }
      : { ...asking, note: `${why}, so a person decides on each call.` };
  }
  const standIn = askAs === 'allow' ? notes.allowedByHand : notes.standsIn;
  return { ...asking, decision: 'allow', guardDecision: 'allow', rate, note: isStandIn ? standIn : '' };
}

/** Tools that an engine cannot tell apart get what the strictest of them gets. */
function joinNamesakes(servers: readonly LoweredServer[], { nameTool }: Engine): void {
  if (nameTool === undefined) return;
  const all = servers.flatMap(({ key, rules }) =>
    rules.map((rule) => ({ name: nameTool(key, rule.tool), rule })),
  );
  for (const namesakes of Map.groupBy(all, ({ name }) => name).values()) {
    if (namesakes.length < 2) continue;
    const rules = namesakes.map(({ rule }) => rule);
    const strictest = rules.reduce((a, b) => (strictness(b.decision) > strictness(a.decision) ? b : a));
    const isBound = rules.some(({ constraints, isGuarded }) => constraints.length > 0 || isGuarded);
    for (const rule of rules) {
      // What one of them asks of its arguments would be asked of the other's, so none of them passes unseen.
      const decision = isBound && strictest.decision === 'allow' ? 'deny' : strictest.decision;
      Object.assign(rule, {
        decision,
        constraints: [],
        isGuarded: false,
        guardDecision: decision,
        rate: null,
        note: notes.sharesName,
      });
      if (decision === 'allow') rule.rate = tightest(rules);
    }
  }
}

function tightest(rules: readonly LoweredRule[]): RateLimit | null {
  const rates = rules.flatMap(({ rate }) => rate ?? []);
  return rates.sort((a, b) => callsAnHour(a) - callsAnHour(b))[0] ?? null;
}

function coverServer(
  server: ServerPolicy,
  lowered: LoweredServer,
  engine: Engine,
  options: EmitOptions,
): Coverage[] {
  const byTool = new Map(lowered.rules.map((rule) => [rule.tool, rule]));
  const unknown = coverUnknownTools(server, lowered, engine);
  return [
    unknown,
    ...server.rules.flatMap((rule) =>
      coverRule(server.key, rule, byTool.get(rule.tool), lowered.unknownTools, engine, options),
    ),
  ];
}

function coverUnknownTools(
  { key, unknownTools }: ServerPolicy,
  lowered: LoweredServer,
  engine: Engine,
): Coverage {
  const actual = lowered.unknownTools;
  const row = { server: key, tool: null, feature: 'unknown-tools', argument: null } as const;
  if (actual === 'deny' && engine.leavesUnknownToGuard)
    return { ...row, status: 'external', note: notes.guardedUnknown };
  if (actual === unknownTools && actual !== 'deny' && engine.nameTool !== undefined)
    return { ...row, status: 'stricter', note: notes.unknownNamesake };
  if (actual === unknownTools) return { ...row, status: 'exact', note: '' };
  if (strictness(actual) < strictness(unknownTools)) {
    const gets = actual === 'ask' ? 'a person decides on them' : 'they are allowed';
    return {
      ...row,
      status: 'unsupported',
      note: `The engine cannot deny tools that no rule names: ${gets}.`,
    };
  }
  const note =
    unknownTools === 'ask'
      ? notes.cannotAsk
      : actual === 'deny'
        ? notes.cannotNameAll
        : 'A person decides on them.';
  return { ...row, status: 'stricter', note };
}

function coverRule(
  server: string,
  rule: Recommendation,
  lowered: LoweredRule | undefined,
  unknownTools: Decision,
  engine: Engine,
  options: EmitOptions,
): Coverage[] {
  const { tool } = rule;
  const actual = lowered?.decision ?? unknownTools;
  const unnamed =
    actual !== 'deny'
      ? notes.cannotNameNorDeny
      : engine.leavesUnknownToGuard
        ? notes.guardedUnknown
        : notes.cannotName;
  const note = lowered === undefined ? unnamed : lowered.note;
  const row = { server, tool, argument: null };
  const isLeft = lowered === undefined && actual === 'deny' && engine.leavesUnknownToGuard;
  const status = isLeft ? 'external' : compareDecisions(rule, actual, lowered, options);
  const coverage: Coverage[] = [{ ...row, feature: 'decision', status, note }];
  const passes = rule.decision === 'allow' || rule.decision === 'ask';
  if (!passes) return coverage;
  if (rule.rate !== null && (rule.decision === 'allow' || !engine.canAsk))
    coverage.push({ ...row, feature: 'rate', ...coverRate(rule, actual, lowered, note) });
  for (const constraint of rule.constraints) {
    const { argument } = constraint;
    coverage.push({
      ...row,
      argument,
      feature: 'constraint',
      ...coverConstraint(constraint, actual, lowered, engine),
    });
  }
  return coverage;
}

function compareDecisions(
  rule: Recommendation,
  actual: Decision,
  lowered: LoweredRule | undefined,
  { askAs }: EmitOptions,
): CoverageStatus {
  if (lowered !== undefined && lowered.guardDecision !== actual) return 'external';
  if (actual === rule.decision) return 'exact';
  if (rule.decision === 'ask' && actual === 'allow') return 'unsupported';
  if (askAs === 'allow' && rule.decision === 'ask' && actual !== 'deny') return 'unsupported';
  return strictness(actual) > strictness(rule.decision) ? 'stricter' : 'unsupported';
}

function coverRate(
  rule: Recommendation,
  actual: Decision,
  lowered: LoweredRule | undefined,
  note: string,
): Pick<Coverage, 'status' | 'note'> {
  if (actual === 'allow') {
    const isSame = lowered?.rate?.max === rule.rate?.max && lowered?.rate?.per === rule.rate?.per;
    return { status: isSame ? 'exact' : 'stricter', note: isSame ? '' : note };
  }
  return { status: 'stricter', note };
}

function coverConstraint(
  constraint: Constraint,
  actual: Decision,
  lowered: LoweredRule | undefined,
  engine: Engine,
): Pick<Coverage, 'status' | 'note'> {
  if (actual === 'deny' || actual === 'hide')
    return { status: 'stricter', note: lowered?.note ?? notes.cannotName };
  if (lowered === undefined || lowered.note === notes.sharesName)
    return { status: 'unsupported', note: notes.boundByAsking };
  const can = engine.canBind(constraint, lowered.tool);
  if (can === 'exact') return { status: 'exact', note: '' };
  if (can === 'stricter') return { status: 'stricter', note: notes.boundMoreTightly };
  if (lowered.isGuarded) return { status: 'external', note: notes.guarded };
  return { status: 'unsupported', note: notes.boundByAsking };
}

function strictness(decision: Decision): number {
  return decisions.indexOf(decision);
}
