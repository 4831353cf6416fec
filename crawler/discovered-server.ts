import type {
  Candidate,
  CandidateStatus,
  DeclaredInputs,
  RepositoryClaim,
  RepositoryFacts,
} from './candidate.ts';
import type { Ref } from './ref.ts';

/** What sets a server apart from another one that it could be taken for. Coordinates are those of `identify`. */
export type ServerMark =
  /** Its repository is a fork; `of` is the URL of the original, null where that is gone. */
  | { kind: 'fork'; of: string | null }
  /** It names a repository whose own manifest names another package of the same registry. */
  | { kind: 're-upload'; of: string }
  /** Others come from the same repository. */
  | { kind: 'sibling'; of: string[] }
  /** Its name can be taken for a well-known one. */
  | { kind: 'look-alike'; of: string; how: 'homoglyph' | 'spelling' }
  /** Its repository bears the address that the source knew, but is another one. */
  | { kind: 'repository-replaced'; of: string };

/** All that the sources say of one server. */
export interface DiscoveredServer {
  /** As `identify` writes it. */
  coordinate: string;
  /** Without version or tag: the newest is meant. */
  ref: Ref;
  title: string | null;
  description: string | null;
  /** As the most trusted source has it. */
  status: CandidateStatus;
  repository: RepositoryClaim | null;
  /** null where no code host was asked, or what it says is of another repository. */
  repositoryFacts: RepositoryFacts | null;
  /** Of the most trusted source that says anything that a program can be started with. */
  declared: DeclaredInputs | null;
  /** While there is one, nothing is sent to the server's address. */
  unresolved: string[];
  /** Other coordinates of the same server, as its sources say. */
  equivalents: string[];
  /** One for each source, most trusted first. */
  sightings: Pick<Candidate, 'source' | 'name' | 'status' | 'seenAt'>[];
  marks: ServerMark[];
}
