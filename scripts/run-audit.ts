import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { type RiskLevel, riskLevels } from '../classifier/classification.ts';
import { parseRef, type Ref } from '../crawler/ref.ts';
import { toVisibleJson } from '../policy/plain-text.ts';
import { type AuditedServer, auditSaved, auditServer, concludeAudit } from './audit.ts';
import { formatAudit } from './audit-text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readSavedList } from './saved-list.ts';
import { explainRefusal } from './system-error.ts';
import { openWorkshop } from './workshop.ts';

export interface AuditRequest {
  format: 'text' | 'json';
  out?: string;
  failOn?: RiskLevel;
  timeout?: number;
}

/** Audits servers and saved answers, and prints or writes the result. */
export async function runAudit(names: string[], request: AuditRequest): Promise<ExitCode> {
  const audit = concludeAudit(await auditAll(names, request.timeout));
  const text = `${request.format === 'json' ? toVisibleJson(audit, 2) : formatAudit(audit)}\n`;
  const { out } = request;
  if (out === undefined) process.stdout.write(text);
  else
    await explainRefusal(out, 'name a file in a folder that exists with --out', () =>
      writeFile(out, stripVTControlCharacters(text)),
    );
  return chooseExitCode(audit.servers, request.failOn);
}

/** All names are read before anything is launched, so that a typing error costs no time. */
async function auditAll(names: string[], timeout: number | undefined): Promise<AuditedServer[]> {
  const subjects = await Promise.all(names.map(readSubject));
  const refs = subjects.filter((subject) => 'kind' in subject);
  const workshop = refs.length === 0 ? null : await openWorkshop(refs, timeout);
  const servers: AuditedServer[] = [];
  for (const subject of subjects) {
    if (!('kind' in subject)) servers.push(subject);
    else if (workshop !== null) servers.push(await auditServer(subject, workshop));
  }
  return servers;
}

/** A saved answer is judged at once; a REF is for the sandbox. */
async function readSubject(name: string): Promise<AuditedServer | Ref> {
  const isSaved =
    name === '-' || /\.json$/i.test(name) || statSync(name, { throwIfNoEntry: false })?.isFile();
  if (!isSaved) return parseRef(name);
  const { server, tools } = await readSavedList(name);
  return auditSaved(server ?? name, tools);
}

function chooseExitCode(servers: AuditedServer[], failOn: RiskLevel | undefined): ExitCode {
  if (servers.some(({ outcome }) => outcome !== 'listed')) return exitCodes.notExamined;
  const threshold = failOn === undefined ? Infinity : riskLevels.indexOf(failOn);
  const isFound = servers.some(({ tools }) =>
    tools.some(({ riskLevel }) => riskLevels.indexOf(riskLevel) >= threshold),
  );
  return isFound ? exitCodes.found : exitCodes.done;
}
