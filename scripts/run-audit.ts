import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { type RiskLevel, riskLevels } from '../classifier/classification.ts';
import { isBundlePath } from '../crawler/bundle-address.ts';
import type { Ref } from '../crawler/ref.ts';
import { toVisibleJson } from '../policy/plain-text.ts';
import { type AuditedServer, auditSaved, auditServer, concludeAudit } from './audit.ts';
import { formatAudit } from './audit-text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readSavedList } from './saved-list.ts';
import { readServerNames } from './server-names.ts';
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
  const { servers, leftOut } = await auditAll(names, request.timeout);
  const audit = concludeAudit(servers);
  const text = `${request.format === 'json' ? toVisibleJson(audit, 2) : formatAudit(audit)}\n`;
  const { out } = request;
  if (out === undefined) process.stdout.write(text);
  else
    await explainRefusal(out, 'name a file in a folder that exists with --out', () =>
      writeFile(out, stripVTControlCharacters(text)),
    );
  return leftOut > 0 ? exitCodes.notExamined : chooseExitCode(servers, request.failOn);
}

/** All names are read before anything is launched, so that a typing error costs no time. */
async function auditAll(names: string[], timeout: number | undefined) {
  const read = await Promise.all(names.map(readSubject));
  const subjects = read.flatMap(({ subjects }) => subjects);
  const refs = subjects.filter((subject) => 'kind' in subject);
  const workshop = refs.length === 0 ? null : await openWorkshop(refs, timeout);
  const servers: AuditedServer[] = [];
  for (const subject of subjects) {
    if (!('kind' in subject)) servers.push(subject);
    else if (workshop !== null) servers.push(await auditServer(subject, workshop));
  }
  return { servers, leftOut: read.reduce((sum, { leftOut }) => sum + leftOut, 0) };
}

/** A saved answer is judged at once; a REF is for the sandbox; a client's configuration is all the servers that it names. */
async function readSubject(name: string): Promise<{ subjects: (AuditedServer | Ref)[]; leftOut: number }> {
  const isSaved =
    name === '-' ||
    (/\.json$/i.test(name) && !/^config:/i.test(name)) ||
    (!isBundlePath(name) && statSync(name, { throwIfNoEntry: false })?.isFile());
  if (!isSaved) {
    const { servers, leftOut } = await readServerNames([name]);
    return { subjects: servers.map(({ ref }) => ref), leftOut };
  }
  const { server, tools } = await readSavedList(name);
  return { subjects: [auditSaved(server ?? name, tools)], leftOut: 0 };
}

function chooseExitCode(servers: AuditedServer[], failOn: RiskLevel | undefined): ExitCode {
  if (servers.some(({ outcome }) => outcome !== 'listed')) return exitCodes.notExamined;
  const threshold = failOn === undefined ? Infinity : riskLevels.indexOf(failOn);
  const isFound = servers.some(({ tools }) =>
    tools.some(({ riskLevel }) => riskLevels.indexOf(riskLevel) >= threshold),
  );
  return isFound ? exitCodes.found : exitCodes.done;
}
