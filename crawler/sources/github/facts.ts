import type { Octokit } from 'octokit';
import { type Facts, factsSchema } from './schema.ts';

/** A repository, and the folder of it that holds the server (empty for its root). */
export interface Place {
  nodeId: string;
  folder: string;
}

const batchSize = 50;

const fields = `databaseId nameWithOwner url description stargazerCount licenseInfo { spdxId } primaryLanguage { name }
  isArchived isFork parent { url } createdAt pushedAt`;

/**
 * What GitHub knows of repositories, and the manifests in the given folders, fifty at a time. In the order of
 * `places`; null for what has been deleted, made private, or does not answer as it should.
 */
export async function readFacts(
  octokit: Pick<Octokit, 'graphql'>,
  places: Place[],
  signal?: AbortSignal,
): Promise<(Facts | null)[]> {
  const facts: (Facts | null)[] = [];
  for (let start = 0; start < places.length; start += batchSize)
    facts.push(...(await readBatch(octokit, places.slice(start, start + batchSize), signal)));
  return facts;
}

/** All values travel as variables: a path is text that its owner chose. */
async function readBatch(
  octokit: Pick<Octokit, 'graphql'>,
  places: Place[],
  signal?: AbortSignal,
): Promise<(Facts | null)[]> {
  const parameters = places.map((_, n) => `$id${n}: ID!, $server${n}: String!, $package${n}: String!`);
  const selections = places.map(
    (_, n) => `r${n}: node(id: $id${n}) { ... on Repository { ${fields}
      serverJson: object(expression: $server${n}) { ... on Blob { text } }
      packageJson: object(expression: $package${n}) { ... on Blob { text } } } }`,
  );
  const variables = Object.fromEntries(
    places.flatMap(({ nodeId, folder }, n) => [
      [`id${n}`, nodeId],
      [`server${n}`, `HEAD:${folder === '' ? '' : `${folder}/`}server.json`],
      [`package${n}`, `HEAD:${folder === '' ? '' : `${folder}/`}package.json`],
    ]),
  );
  const query = `query (${parameters.join(', ')}) { ${selections.join('\n')} }`;
  const answer = await ask(octokit.graphql, query, { ...variables, ...(signal && { request: { signal } }) });
  return places.map((_, n) => factsSchema.safeParse(answer[`r${n}`]).data ?? null);
}

/** A deleted repository makes the answer an error that still carries all the others. */
async function ask(
  send: Octokit['graphql'],
  query: string,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  try {
    return await send<Record<string, unknown>>(query, variables);
  } catch (error) {
    const { data }: { data?: unknown } = Object(error);
    if (typeof data !== 'object' || data === null) throw error;
    return { ...data };
  }
}
