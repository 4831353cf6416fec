import { existsSync } from 'node:fs';
import { classify } from '../classifier/classify.ts';
import { formatRef, type Ref, toPackageUrl } from '../crawler/ref.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
import type { JudgedTool } from '../policy/recommend.ts';
import { lookAtServer } from './audit.ts';
import { applyCorrections, readCorrections } from './corrections.ts';
import { NotExaminedError } from './exit-codes.ts';
import { judgeCatalogue } from './judge-catalogue.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** A server with the tools that it lists, each judged. */
export interface FoundServer {
  /** Package URL, or the remote address. */
  name: string;
  version: string | null;
  tools: (JudgedTool & { digest: string })[];
}

/**
 * The verdicts on a server's tools: from the catalogue where it holds a listing of the version asked for, else from a
 * look at it now. Where they come from is said on standard error.
 * @throws NotExaminedError
 */
export async function findTools(ref: Ref, catalogueFile: string): Promise<FoundServer> {
  return findInCatalogue(ref, catalogueFile) ?? (await askForTools(ref, await openWorkshop([ref])));
}

function findInCatalogue(ref: Ref, file: string): FoundServer | null {
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
    return { name: purl, version: listed.version, tools: listed.tools };
  } finally {
    catalogue.close();
  }
}

/**
 * The verdicts on the tools that a server lists now.
 * @throws NotExaminedError
 */
export async function askForTools(ref: Ref, workshop: Workshop): Promise<FoundServer> {
  const look = await lookAtServer(ref, workshop);
  const outcome = 'failure' in look ? look : look.outcome;
  if ('failure' in outcome) {
    const { reason, detail } = outcome.failure;
    throw new NotExaminedError(
      `${toPlainText(formatRef(ref), 100)} could not be asked for its tools: ${reason}. ${toPlainText(detail, 300)}`,
    );
  }
  const purl = 'failure' in look || toPackageUrl(ref) === null ? null : look.purl;
  const corrections = readCorrections();
  const tools = outcome.listing.tools.map(({ definition, digest }) => ({
    definition,
    digest,
    classification: applyCorrections(classify(definition), purl ?? '', digest, corrections),
  }));
  return { name: purl ?? formatRef(ref), version: 'failure' in look ? null : look.version, tools };
}
