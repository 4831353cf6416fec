import { existsSync } from 'node:fs';
import type { Classification } from '../classifier/classification.ts';
import { formatRef, type Ref, toPackageUrl } from '../crawler/ref.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { auditServer } from './audit.ts';
import { NotExaminedError } from './exit-codes.ts';
import { judgeCatalogue } from './judge-catalogue.ts';
import { openWorkshop } from './workshop.ts';

/**
 * The verdicts on a server's tools: from the catalogue where it holds a listing of the version asked for, else from a
 * look at it now. Where they come from is said on standard error.
 * @throws NotExaminedError
 */
export async function findTools(
  ref: Ref,
  catalogueFile: string,
): Promise<{ name: string; classifications: Classification[] }> {
  return findInCatalogue(ref, catalogueFile) ?? (await askServer(ref));
}

function findInCatalogue(ref: Ref, file: string) {
  const version = 'version' in ref ? ref.version : null;
  const purl = toPackageUrl('version' in ref ? { ...ref, version: null } : ref);
  if (purl === null || !existsSync(file)) return null;
  const catalogue = openCatalogue(file);
  try {
    // What was crawled but never judged has no verdicts yet, and a server is read with its judged tools only.
    judgeCatalogue(catalogue);
    const listed = catalogue.reader.server(purl)?.listed;
    if (!listed || (version !== null && version !== listed.version)) return null;
    process.stderr.write(
      `From the catalogue: version ${toPlainText(listed.version ?? 'unknown', 40)}, listed ${listed.observedAt}.\n`,
    );
    return { name: purl, classifications: listed.tools.map(({ classification }) => classification) };
  } finally {
    catalogue.close();
  }
}

async function askServer(ref: Ref) {
  const server = await auditServer(ref, await openWorkshop([ref]));
  if (server.outcome !== 'listed')
    throw new NotExaminedError(
      `${toPlainText(formatRef(ref), 100)} could not be asked for its tools: ${server.outcome}. ${toPlainText(server.detail ?? '', 300)}`,
    );
  return { name: server.purl ?? server.ref, classifications: server.tools };
}
