import { classify } from '../classifier/classify.ts';
import { type Finding, judgeServer, type ServerVerdict } from '../classifier/server-verdict.ts';
import { isJsonObject } from '../crawler/json.ts';
import type { Failed } from '../crawler/launcher.ts';
import { chooseLauncher } from '../crawler/launchers/index.ts';
import { digestDefinition } from '../crawler/list.ts';
import type { Failure, FailureReason, Listing, Observation, Placeholder } from '../crawler/observation.ts';
import { probe } from '../crawler/probe.ts';
import { formatRef, type Ref, toPackageUrl } from '../crawler/ref.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { applyCorrections, readCorrections } from './corrections.ts';
import { describeTool, type ToolReport } from './describe-tool.ts';
import { showStep } from './progress.ts';
import type { Workshop } from './workshop.ts';

/** One server as an audit found it. */
export interface AuditedServer {
  ref: string;
  /** Package URL without version; null for a saved answer that names no server. */
  purl: string | null;
  version: string | null;
  outcome: 'listed' | FailureReason;
  /** `live`: the server itself was asked. `saved`: read from a file that somebody saved. */
  method: 'live' | 'saved';
  /** Which sandbox it ran in, with its version; null where nothing was launched, as for one that runs elsewhere. */
  sandbox: string | null;
  observedAt: string | null;
  protocolVersion: string | null;
  /** Of a failure: a sentence, and the server's last words. */
  detail: string | null;
  stderrTail: string | null;
  placeholders: Placeholder[];
  remarks: string[];
  verdict: ServerVerdict | null;
  tools: AuditedTool[];
}

/** A tool's report, with the SHA-256 of its canonical definition by which it is known again. */
export interface AuditedTool extends ToolReport {
  /** null for an element of a saved list that is no definition. */
  digest: string | null;
}

/** A statement about one of the audited servers. */
export type AuditFinding = Finding & { server: string };

export interface Audit {
  servers: AuditedServer[];
  findings: AuditFinding[];
}

/** Asks a server for its tools, launching it where it does not run elsewhere, and judges them. A failed look is part of the answer. */
export async function auditServer(ref: Ref, workshop: Workshop): Promise<AuditedServer> {
  const name = formatRef(ref);
  const look = await lookAtServer(ref, workshop);
  if ('failure' in look)
    return { ...nothingListed(name, toPackageUrl(ref)), ...describeFailure(look.failure) };
  // What lies on this machine has no identity that others would know.
  return { ...describeObservation(name, look), ...(toPackageUrl(ref) === null && { purl: null }) };
}

/** Asks a server for its tools, showing that it does; a failure where its version could not even be found. */
export async function lookAtServer(ref: Ref, workshop: Workshop): Promise<Observation | Failed> {
  const launcher = chooseLauncher(workshop.launchers, ref);
  const name = formatRef(ref);
  const place = 'ask' in launcher ? 'over HTTP' : 'in the sandbox';
  return showStep(`Examining ${toPlainText(name)} ${place} …`, async () => {
    const resolution = await launcher.resolve(ref);
    return 'failure' in resolution ? resolution : probe(launcher, name, resolution, workshop);
  });
}

/** Judges the tools of a saved answer. */
export function auditSaved(name: string, definitions: unknown[]): AuditedServer {
  const tools = definitions.map((definition) => ({
    ...describeTool(classify(definition), definition),
    digest: isJsonObject(definition) ? digestDefinition(definition) : null,
  }));
  return { ...nothingListed(name, null), method: 'saved', tools, verdict: judgeServer(tools, definitions) };
}

/** Puts the audited servers and the findings on them together. */
export function concludeAudit(servers: AuditedServer[]): Audit {
  const findings = servers.flatMap(({ ref, verdict }) =>
    (verdict?.findings ?? []).map((finding) => ({ ...finding, server: ref })),
  );
  return { servers, findings };
}

function describeObservation(name: string, observation: Observation): AuditedServer {
  const { purl, version, observedAt, sandbox, placeholders, outcome } = observation;
  const base = { ...nothingListed(name, purl), version, observedAt, sandbox, placeholders };
  if ('failure' in outcome) return { ...base, ...describeFailure(outcome.failure) };
  return { ...base, ...judgeListing(purl, outcome.listing) };
}

function describeFailure({ reason, detail, stderrTail }: Failure) {
  return { outcome: reason, detail, stderrTail };
}

function judgeListing(purl: string, { tools: listed, protocolVersion, remarks }: Listing) {
  const corrections = readCorrections();
  const tools = listed.map(({ definition, digest }) => ({
    ...describeTool(applyCorrections(classify(definition), purl, digest, corrections), definition),
    digest,
  }));
  const definitions = listed.map(({ definition }) => definition);
  return { protocolVersion, remarks, tools, verdict: judgeServer(tools, definitions) };
}

function nothingListed(ref: string, purl: string | null): AuditedServer {
  return {
    ref,
    purl,
    version: null,
    outcome: 'listed',
    method: 'live',
    sandbox: null,
    observedAt: null,
    protocolVersion: null,
    detail: null,
    stderrTail: null,
    placeholders: [],
    remarks: [],
    verdict: null,
    tools: [],
  };
}
