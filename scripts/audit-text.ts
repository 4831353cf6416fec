import { categories } from '../classifier/classification.ts';
import type { ServerVerdict } from '../classifier/server-verdict.ts';
import { describeSignal } from '../classifier/signals.ts';
import { describeRemainder, describeVerdict } from '../classifier/words.ts';
import { describeAdvice } from '../policy/advice-words.ts';
import { toPlainText } from '../policy/plain-text.ts';
import type { Audit, AuditedServer, AuditFinding } from './audit.ts';
import type { ToolReport } from './describe-tool.ts';
import { count, mark, paint } from './terminal.ts';

/** An audit for a reader at a terminal: the danger of each server first, then its tools, gravest first, with the proof. */
export function formatAudit({ servers, findings }: Audit): string {
  return servers
    .map((server) =>
      formatServer(
        server,
        findings.filter((finding) => finding.server === server.ref),
      ),
    )
    .join('\n\n');
}

function formatServer(server: AuditedServer, findings: AuditFinding[]): string {
  const title = paint(
    'bold',
    [toPlainText(server.ref, 100), server.version === null ? '' : toPlainText(server.version, 40)]
      .join(' ')
      .trim(),
  );
  if (server.verdict === null) return [title, ...formatFailure(server)].join('\n');
  return [
    title,
    ...formatVerdict(server.verdict),
    ...findings.map(formatFinding),
    ...formatProvenance(server),
    '',
    ...[...server.tools].sort((a, b) => rank(b) - rank(a)).map(formatTool),
  ].join('\n');
}

function formatFailure({ outcome, detail, stderrTail }: AuditedServer): string[] {
  const lastWords = toPlainText((stderrTail ?? '').split('\n').at(-1) ?? '', 200);
  return [
    `${paint(['red', 'bold'], 'Not examined')}: ${outcome}. ${toPlainText(detail ?? '', 300)}`,
    ...(lastWords === '' ? [] : [`It last said: ${lastWords}`]),
    'Nothing can be promised of a server that could not be asked.',
  ];
}

function formatVerdict({
  category,
  riskLevel,
  gravestTools,
  toolCount,
  byCategory,
  tokens,
}: ServerVerdict): string[] {
  if (toolCount === 0) return ['It lists no tools.'];
  const spread = categories
    .toReversed()
    .filter((each) => byCategory[each] > 0)
    .map((each) => `${byCategory[each]} ${each}`);
  return [
    `${mark(category)} ${category}, ${riskLevel}: the gravest of its ${count(toolCount, 'tool')} ${gravestTools.length === 1 ? 'is' : 'are'} ${gravestTools
      .slice(0, 5)
      .map(nameTool)
      .join(', ')}${gravestTools.length > 5 ? ` and ${gravestTools.length - 5} more` : ''}.`,
    `  ${spread.join(' · ')} · definitions cost ${tokens.total.toLocaleString('en')} tokens (${percent(tokens.shareOf200k)} of a 200k context)`,
  ];
}

function formatFinding(finding: AuditFinding): string {
  const names = (tools: string[]) => tools.slice(0, 4).map(nameTool).join(', ');
  if (finding.id === 'duplicate-name')
    return `  It lists ${count(finding.count, 'tool')} under the name ${nameTool(finding.name)}.`;
  return `  Together its tools can read private data (${names(finding.privateData)}), take in what others wrote (${names(finding.untrustedContent)}) and carry data out (${names(finding.wayOut)}).`;
}

function formatProvenance({
  method,
  sandbox,
  observedAt,
  protocolVersion,
  placeholders,
  remarks,
}: AuditedServer): string[] {
  if (method === 'saved') return ['  Read from a saved answer to tools/list; no server was asked.'];
  const made = placeholders.map(({ name }) => toPlainText(name, 60)).join(', ');
  return [
    `  Listed by the server itself, asked ${sandbox === null ? 'over HTTP' : `in the sandbox (${toPlainText(sandbox, 60)})`}, ${observedAt}, protocol ${toPlainText(protocolVersion ?? 'unknown', 20)}.`,
    ...(made === '' ? [] : [`  It was given made-up values for ${made}.`]),
    ...remarks.map((remark) => `  ${toPlainText(remark, 300)}`),
  ];
}

function formatTool(tool: ToolReport): string {
  const { name, category, riskLevel, severity, confidence, evidence, signals, remainder, problems } = tool;
  const level = `${category} ${severity ?? '?'}/5, ${riskLevel}${confidence === 'high' ? '' : `, ${confidence} confidence`}`;
  return [
    `${mark(category)} ${paint('bold', nameTool(name))}  ${level}`,
    `    ${toPlainText(describeVerdict(tool), 400)}`,
    ...(remainder === null ? [] : [`    It is less ${toPlainText(describeRemainder(remainder), 300)}.`]),
    ...evidence.map(({ rule, ...words }) => `    ${paint('dim', '·')} By rule ${rule}${proof(words)}`),
    ...signals.map(
      (signal) => `    ${paint('dim', '·')} ${toPlainText(describeSignal(signal), 200)}${proof(signal)}`,
    ),
    ...problems.map((problem) => `    ${paint('dim', '·')} ${toPlainText(problem, 200)}`),
    `    ${paint('dim', '→')} ${toPlainText(describeAdvice(tool.recommendation), 400)}`,
  ].join('\n');
}

function proof({ field, quote }: { field: string; quote: string }): string {
  const words = toPlainText(quote, 80);
  return words === '' ? '' : paint('dim', `  ${toPlainText(field, 80)}: “${words}”`);
}

function nameTool(name: string): string {
  return toPlainText(name, 60) || '(no name)';
}

function rank({ severity }: ToolReport): number {
  return severity ?? 1.5;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
