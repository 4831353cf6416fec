import { z } from 'zod';
import { type Candidate, type CandidateClaim, type DeclaredInputs, makeCandidate } from './candidate.ts';
import { identify, toBundleRef, toImageRef, toPackageRef, toRemoteRef } from './coordinate.ts';
import { isVariableName } from './declared-inputs.ts';
import type { Ref } from './ref.ts';
import { readRepository, toRepositoryRef } from './repository.ts';
import type { Tally } from './tally.ts';

/**
 * The candidates of one server.json of any generation (the seed of 2025-05, snake_case, camelCase): one for each
 * package and remote; where it has none that a REF can name, one for its repository. What is left out is tallied.
 * @throws ZodError where it is no server.json at all.
 */
export function readServerJson(
  value: unknown,
  claim: Pick<CandidateClaim, 'source' | 'seenAt' | 'status'>,
  tally: Tally,
): Candidate[] {
  const server = serverSchema.parse(value);
  const { name, title, description } = server;
  const stated = server.repository?.url;
  const found = stated === undefined ? null : readRepository(stated, server.repository?.subfolder);
  const repository = found && { ...found, id: server.repository?.id ?? null };
  const ways = [
    ...server.packages.map((entry) => readPackage(entry, tally)),
    ...server.remotes.map((remote) => readRemote(remote, tally)),
  ].filter((way) => way !== null);
  const distinct = [...new Map(ways.map((way) => [identify(way.ref), way])).values()];
  const refs = distinct.map(({ ref }) => ref);
  const shared = { ...claim, name, title, description, repository };
  if (distinct.length > 0)
    return distinct.map((way) =>
      makeCandidate({ ...shared, ...way, equivalents: refs.filter((ref) => ref !== way.ref) }),
    );
  const ref = repository && toRepositoryRef(repository);
  if (ref !== null) return [makeCandidate({ ...shared, ref })];
  if (ways.length === server.packages.length + server.remotes.length)
    tally.add('names no package, remote or repository');
  return [];
}

/** What a server.json of any generation says that one of its packages wants at start; null where it names no such package. */
export function readPackageInputs(value: unknown, identifier: string): DeclaredInputs | null {
  const { data } = packagesSchema.safeParse(value);
  const entry = data?.packages.find((one) => one.identifier === identifier);
  return entry === undefined ? null : readInputs(entry.packageArguments, entry.environmentVariables);
}

/** Reads old names of fields as the present ones. */
function renamed<T extends z.ZodType>(names: Record<string, string>, schema: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value);
    const old = entries.flatMap(([name, content]) => {
      const present = names[name];
      return present === undefined ? [] : [[present, content]];
    });
    return { ...Object.fromEntries(old), ...value };
  }, schema);
}

const text = z.string().nullish().catch(null);
/** Bad elements are left out, the others kept. */
const listOf = <T extends z.ZodType>(element: T) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((elements): z.output<T>[] =>
      elements.flatMap((entry) => {
        const { data, success } = element.safeParse(entry);
        return success ? [data] : [];
      }),
    );

const inputFields = {
  value: text,
  default: z.coerce.string().nullish().catch(null),
  placeholder: text,
  choices: z.array(z.coerce.string()).nullish().catch(null),
  description: text,
  format: text,
  isRequired: z.boolean().nullish().catch(null),
};
const inputNames = { is_required: 'isRequired', value_hint: 'valueHint' };
const variableSchema = renamed(inputNames, z.object(inputFields));
const inputSchema = renamed(
  inputNames,
  z.object({ ...inputFields, type: text, name: text, valueHint: text }),
);
type Input = z.infer<typeof inputSchema>;

const packageSchema = renamed(
  {
    registry_name: 'registryType',
    registry_type: 'registryType',
    name: 'identifier',
    package_arguments: 'packageArguments',
    runtime_arguments: 'runtimeArguments',
    environment_variables: 'environmentVariables',
    file_sha256: 'fileSha256',
  },
  z.object({
    registryType: z.string().default(''),
    identifier: z.string(),
    version: text,
    fileSha256: text,
    runtimeArguments: listOf(inputSchema),
    packageArguments: listOf(inputSchema),
    environmentVariables: listOf(inputSchema),
  }),
);
const remoteSchema = z.object({
  url: z.string(),
  variables: z.record(z.string(), variableSchema).nullish().catch(null),
});
const packagesSchema = z.object({ packages: listOf(packageSchema) });
const serverSchema = z.object({
  name: z.string().min(1).max(300),
  title: text,
  description: text,
  repository: z.object({ url: z.string(), id: text, subfolder: text }).optional().catch(undefined),
  packages: listOf(packageSchema),
  remotes: listOf(remoteSchema),
});

type Way = Pick<Candidate, 'ref'> & Partial<Pick<Candidate, 'declared' | 'unresolved'>>;

function readPackage(entry: z.infer<typeof packageSchema>, tally: Tally): Way | null {
  const ref = readCoordinate(entry, tally);
  const variables = [...entry.environmentVariables, ...entry.runtimeArguments.flatMap(readEngineVariable)];
  return ref && { ref, declared: readInputs(entry.packageArguments, variables) };
}

/** Kinds of package that server.json knows and no REF names. */
const unnamedKinds = ['cargo', 'nuget'];

function readCoordinate(entry: z.infer<typeof packageSchema>, tally: Tally): Ref | null {
  const { identifier, version = null, fileSha256 = null } = entry;
  const type = entry.registryType.toLowerCase();
  if (type === 'mcpb') {
    const bundle = toBundleRef(identifier, fileSha256);
    if (bundle === null) tally.add('no address of a bundle');
    return bundle;
  }
  if (type !== 'npm' && type !== 'pypi' && type !== 'oci' && type !== 'docker') {
    tally.add(unnamedKinds.includes(type) ? `no REF names ${type} packages` : 'unknown registry type');
    return null;
  }
  const isPackage = type === 'npm' || type === 'pypi';
  const ref = isPackage ? toPackageRef(type, identifier, version) : toImageRef(identifier, version);
  if (ref === null)
    tally.add(isPackage ? `no ${type} package can have that name` : 'no image can have that name');
  return ref;
}

/** What a line of a container engine sets with `--env NAME=value`; of `{name}` in the value, the user brings the rest. */
function readEngineVariable(input: Input): Input[] {
  const isSetting = input.type === 'named' && ['-e', '--env'].includes(input.name ?? '');
  const [, name, value = ''] = /^([A-Za-z_]\w{0,199})(?:=(.*))?$/s.exec(input.value ?? '') ?? [];
  if (!isSetting || name === undefined) return [];
  return [{ ...input, name, value: value === '' || value.includes('{') ? null : value }];
}

/** As the launchers take them: optional ones are left out, since a server starts without them. */
function readInputs(args: Input[], variables: Input[]): DeclaredInputs {
  const wanted = args.filter(({ isRequired, value }) => isRequired === true || value != null);
  return {
    args: wanted.map((input) => ({
      flag: input.type === 'named' ? (input.name ?? null) : null,
      value: publishedValue(input),
      hint: hintOf(input),
    })),
    variables: variables.flatMap((input) =>
      input.name == null || !isVariableName(input.name) || input.isRequired === false
        ? []
        : [{ name: input.name, value: publishedValue(input), hint: hintOf(input) }],
    ),
  };
}

function publishedValue({ value, default: fallback, choices, placeholder }: z.infer<typeof variableSchema>) {
  return value ?? fallback ?? choices?.[0] ?? placeholder ?? null;
}

function hintOf({ valueHint, format, description }: Input): string {
  return [valueHint, format, description]
    .filter((part) => part != null)
    .join(' ')
    .slice(0, 500);
}

/** Fills the address with what the publisher gave as value or default; placard itself invents no part of an address. */
function readRemote({ url, variables }: z.infer<typeof remoteSchema>, tally: Tally): Way | null {
  const unresolved: string[] = [];
  const address = url.replace(/\{([^{}]{1,200})\}/g, (whole, name: string) => {
    const variable = variables?.[name];
    const value = variable?.value ?? variable?.default;
    if (value == null || value === '' || value.includes('{')) unresolved.push(name);
    return unresolved.includes(name) ? whole : (value ?? whole);
  });
  const ref = toRemoteRef(address);
  if (ref === null) tally.add('no web address');
  return ref && { ref, unresolved };
}
