import type { Declaration } from './launch-plan.ts';
import type { Ref } from './ref.ts';

/** Where a source says that the code lies. A claim: anyone can name anyone's repository. */
export interface RepositoryClaim {
  /** `https://HOST/OWNER/NAME`, without `.git`, credentials, query or a folder within. */
  url: string;
  /** The host's own number for it, which survives renames and tells a re-created repository apart; null where not told. */
  id: string | null;
  /** Folder of the server within the repository, without slashes at its ends; null for the whole. */
  subfolder: string | null;
}

/** What a code host says of a repository. */
export interface RepositoryFacts {
  /** As in RepositoryClaim; always known here. */
  id: string;
  url: string;
  stars: number;
  /** SPDX identifier. */
  licence: string | null;
  language: string | null;
  isArchived: boolean;
  isFork: boolean;
  /** The repository it was forked from, as a URL; null where it is no fork or the original is gone. */
  parentUrl: string | null;
  createdAt: string;
  /** Last push; ISO 8601. */
  pushedAt: string | null;
}

/** What a source says a server wants at start. */
export type DeclaredInputs = Pick<Declaration, 'args' | 'variables'>;

/** `deleted` is a tombstone: the source once knew it and took it away. */
export type CandidateStatus = 'active' | 'deprecated' | 'deleted';

/** A claim of one source that a server may be there, under one coordinate. */
export interface Candidate {
  /** With the version where the source names one. */
  ref: Ref;
  /** The id of the source. */
  source: string;
  /** What the source calls it: a registry's server name, a package's name, `owner/repository`. */
  name: string;
  title: string | null;
  description: string | null;
  status: CandidateStatus;
  repository: RepositoryClaim | null;
  /** Set only where the source is the code host itself. */
  repositoryFacts: RepositoryFacts | null;
  /** Other coordinates that the source gives for the same server. */
  equivalents: Ref[];
  declared: DeclaredInputs | null;
  /** Variables that a remote address still needs; while there is one, nothing is sent to that address. */
  unresolved: string[];
  /** ISO 8601, UTC. */
  seenAt: string;
}

/** What a source has to say to make a candidate. */
export type CandidateClaim = Pick<Candidate, 'ref' | 'source' | 'name' | 'seenAt'> &
  Partial<Omit<Candidate, 'title' | 'description'>> & {
    title?: string | null | undefined;
    description?: string | null | undefined;
  };

const maximumTextLength = 2000;

/** A candidate with all that the source leaves open, and no text longer than 2,000 characters. */
export function makeCandidate(claim: CandidateClaim): Candidate {
  return {
    status: 'active',
    repository: null,
    repositoryFacts: null,
    equivalents: [],
    declared: null,
    unresolved: [],
    ...claim,
    title: boundText(claim.title),
    description: boundText(claim.description),
  };
}

function boundText(text: string | null | undefined): string | null {
  const trimmed = text?.trim().slice(0, maximumTextLength);
  return trimmed ? trimmed : null;
}
