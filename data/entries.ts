import type {
  Category,
  Classification,
  RiskLevel,
  Severity,
  SignalId,
} from '../classifier/classification.ts';
import type { JsonObject } from '../crawler/json.ts';
import type { Failure, PackageFacts, Placeholder } from '../crawler/observation.ts';
import type { ToolChange } from './changes.ts';

/** One tool of a server's newest listing, with its verdict. */
export interface ToolEntry {
  name: string;
  /** As the server sent it. */
  definition: JsonObject;
  /** SHA-256 of the canonical definition. */
  digest: string;
  /** ISO 8601: the first observation of this server that held exactly this definition. */
  firstSeenAt: string;
  /** Version of the server in that observation. */
  firstSeenVersion: string | null;
  classification: Classification;
}

/** What is known of one server: its newest observation, and the newest listing where there is one. */
export interface ServerEntry {
  /** Package URL without version: the server's identity. */
  purl: string;
  ref: string;
  package: PackageFacts | null;
  /** The newest observation that listed tools; null where none ever did. */
  listed: {
    version: string | null;
    observedAt: string;
    protocolVersion: string;
    serverInfo: JsonObject;
    capabilities: JsonObject;
    instructions: string | null;
    promptCount: number | null;
    resourceCount: number | null;
    remarks: string[];
    sandbox: string | null;
    command: string[];
    placeholders: Placeholder[];
    attempts: number;
    /** In the order in which the server listed them. */
    tools: ToolEntry[];
  } | null;
  /** Set where the newest observation failed, even if an older one listed tools. */
  failure: (Failure & { version: string | null; observedAt: string }) | null;
  /** All observations, oldest first. */
  history: { version: string | null; observedAt: string; outcome: string; toolCount: number | null }[];
}

/** One tool in a list: enough to show, sort and link it. */
export interface ToolRow {
  purl: string;
  name: string;
  digest: string;
  category: Category;
  riskLevel: RiskLevel;
  severity: Severity;
  signals: SignalId[];
  /** First 300 characters of its description, as the server sent it. */
  description: string;
}

/** What the site, the exports and the command line read of a catalogue. Every iterator yields one row at a time. */
export interface CatalogueReader {
  /** ISO 8601 of the newest observation; null for an empty catalogue. */
  observedAt: string | null;
  rulesetVersion: string | null;
  /** All servers, in code unit order of their package URLs. */
  servers(): IterableIterator<ServerEntry>;
  /** One server by its package URL without version; null where the catalogue has none. */
  server(purl: string): ServerEntry | null;
  /** How the tools of a server changed from listing to listing, newest change first. */
  changes(purl: string): ToolChange[];
  /** All tools of the newest listings, by package URL, then as listed. */
  tools(): IterableIterator<ToolRow>;
}
