import { parse } from 'yaml';
import { type Candidate, type DeclaredInputs, makeCandidate } from '../../candidate.ts';
import { toImageRef, toRemoteRef } from '../../coordinate.ts';
import { isVariableName } from '../../declared-inputs.ts';
import type { Ref } from '../../ref.ts';
import { readRepository } from '../../repository.ts';
import type { Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { type Checkout, openCheckout } from './checkout.ts';
import { type CatalogueServer, checkpointSchema, serverSchema } from './schema.ts';

const entryPath = /^servers\/[^/]+\/server\.yaml$/;

/**
 * Docker's catalogue, a git repository with a file for each server; after the first time, what was changed since.
 * @param folder where the clone is kept.
 * @param url of the repository, or a folder on this machine that holds one.
 */
export function makeDockerCatalogue(
  folder: string,
  url = 'https://github.com/docker/mcp-registry.git',
): Source {
  return {
    id: 'docker-catalogue',
    title: 'Docker MCP Catalog',
    async *discover({ checkpoint, signal }) {
      const checkout = await openCheckout(url, folder, signal);
      const known = checkpointSchema.safeParse(checkpoint).data?.commit ?? null;
      const changed = known === null ? null : await checkout.listChanges(known);
      const paths = changed?.filter((path) => entryPath.test(path)) ?? (await checkout.list(entryPath));
      const tally = makeTally();
      const candidates: Candidate[] = [];
      for (const path of paths) candidates.push(...(await readEntry(checkout, path, known, tally)));
      yield { candidates, skipped: tally.counts, checkpoint: { commit: checkout.commit } };
    },
  };
}

/** An entry that was taken away leaves a tombstone, read from where it last was. */
async function readEntry(
  checkout: Checkout,
  path: string,
  known: string | null,
  tally: Tally,
): Promise<Candidate[]> {
  const present = await checkout.read(path);
  const text = present ?? (known === null ? null : await checkout.read(path, known));
  const { data } = serverSchema.safeParse(parseYaml(text));
  if (data === undefined) {
    tally.add('no server.yaml that can be read');
    return [];
  }
  const candidate = describeServer(data, tally);
  return candidate === null ? [] : [{ ...candidate, status: present === null ? 'deleted' : 'active' }];
}

function describeServer(server: CatalogueServer, tally: Tally): Candidate | null {
  const unresolved = [...(server.remote?.url ?? '').matchAll(/\$?\{+([\w.-]+)\}+/g)].map(
    ([, name = '']) => name,
  );
  const ref = readCoordinate(server);
  if (ref === null) {
    tally.add(
      server.type === 'poci' ? 'a collection of images, no server' : 'neither an image nor a web address',
    );
    return null;
  }
  const project = server.source?.project;
  return makeCandidate({
    ref,
    source: 'docker-catalogue',
    name: server.name,
    title: server.about?.title,
    description: server.about?.description,
    repository: project ? readRepository(project, server.source?.directory) : null,
    declared: readInputs(server),
    unresolved,
    seenAt: new Date().toISOString(),
  });
}

function readCoordinate({ type, image, remote }: CatalogueServer): Ref | null {
  if (type === 'poci') return null;
  if (remote) return toRemoteRef(remote.url);
  return image ? toImageRef(image) : null;
}

/** A value in double braces is a setting of the user's. */
function readInputs({ config, run }: CatalogueServer): DeclaredInputs {
  const inputs = [...(config?.secrets ?? []), ...(config?.env ?? [])];
  const settled = Object.entries(run?.env ?? {}).map(([name, value]) => ({ name, value, hint: '' }));
  const asked = inputs.map(({ name, env, example, description }) => ({
    name: env ?? name,
    value: example ?? null,
    hint: description ?? '',
  }));
  const variables = [...asked, ...settled].filter(({ name }) => isVariableName(name));
  return {
    args: (run?.command ?? []).map((word) => {
      const [, flag = null, value = word] = /^(--?[\w-]+=)(\{\{.*)$/s.exec(word) ?? [];
      return { flag, ...open(value) };
    }),
    variables: [...new Map(variables.toReversed().map((one) => [one.name, one])).values()]
      .toReversed()
      .map(({ name, value, hint }) => ({ name, ...open(value, hint) })),
  };
}

function open(value: string | null, hint = ''): { value: string | null; hint: string } {
  return value?.includes('{{')
    ? { value: null, hint: `${hint} ${value}`.trim().slice(0, 500) }
    : { value, hint };
}

/** Aliases are not followed: a few lines of them can stand for gigabytes. */
function parseYaml(text: string | null): unknown {
  try {
    return text === null ? null : parse(text, { maxAliasCount: 0 });
  } catch {
    return null;
  }
}
