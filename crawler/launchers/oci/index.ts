import type { Engine, EngineId } from '../../containers/engine.ts';
import { chooseEngine } from '../../containers/sandbox.ts';
import { startContainer } from '../../containers/start.ts';
import { startBeside } from '../../containers/start-beside.ts';
import { expandImage, isDigest, joinTag } from '../../image-name.ts';
import type { Failed, Launcher, Resolution } from '../../launcher.ts';
import type { PackageFacts } from '../../observation.ts';
import { type Ref, toPackageUrl } from '../../ref.ts';
import { refuse } from '../../refuse.ts';
import type { Sandbox, SandboxRequest } from '../../sandbox.ts';
import { fetchImage, hasImage, type LocalImage, removeImage } from './fetch-image.ts';

export interface EngineSettings {
  /** The engines' programs, where they are not those of their names. */
  programs?: Partial<Record<EngineId, string>>;
  /** How many images that were not there before stay, the last ones; 8 where it is not given. They are large. */
  keep?: number;
}

/**
 * Launches servers that come as container images, in containers of podman or Docker: whoever runs them brings such an
 * engine along, for an image's own files need one. Nothing of the host is shown to them, and no network.
 */
export function makeOciLauncher({ programs = {}, keep = 8 }: EngineSettings = {}): Launcher {
  let chosen: ReturnType<typeof chooseEngine> | undefined;
  const images = new Map<string, LocalImage & { reference: string }>();
  const added: string[] = [];
  const findEngine = async (): Promise<Engine | Failed> => {
    chosen ??= chooseEngine(programs);
    const found = await chosen;
    return 'mend' in found
      ? refuse('sandbox-unavailable', `It is a container image, and needs a container engine. ${found.mend}`)
      : found;
  };
  return {
    id: 'oci',
    accepts: (ref) => ref.kind === 'oci',
    async resolve(ref) {
      if (ref.kind !== 'oci') throw new TypeError(`The oci launcher was given a ${ref.kind} REF.`);
      const engine = await findEngine();
      if ('failure' in engine) return engine;
      const image = await fetchImage(engine, joinTag(expandImage(ref.image), ref.tag ?? 'latest'));
      if ('failure' in image) return image;
      if (image.isNew) added.push(image.id);
      for (const id of added.splice(0, Math.max(0, added.length - keep))) await removeImage(engine, id);
      const resolution = describe(ref, image);
      const exact = joinTag(expandImage(ref.image), image.digest);
      images.set(`${resolution.purl} ${resolution.version}`, { ...image, reference: exact });
      return resolution;
    },
    async findSandbox() {
      const engine = await findEngine();
      return 'failure' in engine ? engine : { sandbox: makeSandbox(engine), version: engine.version };
    },
    async prepare({ purl, version }) {
      const image = images.get(`${purl} ${version}`);
      if (image === undefined) throw new TypeError('The oci launcher was given what another one found.');
      const engine = await findEngine();
      if ('failure' in engine) return engine;
      if (!(await hasImage(engine, image.id))) {
        const again = await fetchImage(engine, image.reference);
        if ('failure' in again) return again;
      }
      if (image.command.length === 0)
        return refuse(
          'no-program',
          'The image has no program to start: neither an entry point nor a command.',
        );
      return {
        plan: { program: '', args: [], env: {}, mounts: [], image: image.id, placeholders: [] },
        declarations: [],
        remarks: image.isLocal
          ? ['The image is the one of this machine: its registry was not asked, or did not answer.']
          : [],
      };
    },
  };
}

function makeSandbox(engine: Engine): Sandbox {
  return {
    id: engine.id,
    check: async () => ({ works: true, version: engine.version }),
    start: ({ image, beside, ...request }: SandboxRequest) => {
      if (image === undefined) throw new TypeError('This sandbox starts images alone.');
      return beside === undefined
        ? startContainer(engine, { ...request, image })
        : startBeside(engine, { ...request, image, beside });
    },
  };
}

/** Its exact version is the digest, as package URLs have it: tags move. */
function describe(ref: Extract<Ref, { kind: 'oci' }>, { digest, labels, createdAt }: LocalImage): Resolution {
  const read = (name: string) => {
    const text = labels[`org.opencontainers.image.${name}`] ?? labels[`org.label-schema.${name}`];
    return text === undefined || text === '' ? null : text.slice(0, 2000).toWellFormed();
  };
  const facts: PackageFacts = {
    name: ref.image,
    version: read('version') ?? (ref.tag === null || isDigest(ref.tag) ? digest : ref.tag),
    description: read('description'),
    licence: read('licenses'),
    homepage: read('url'),
    repository: read('source'),
    publishedAt: createdAt,
    integrity: `sha256-${Buffer.from(digest.replace('sha256:', ''), 'hex').toString('base64')}`,
    deprecated: null,
    mcpName: labels['io.modelcontextprotocol.server.name']?.slice(0, 300) ?? null,
  };
  return { purl: toPackageUrl({ ...ref, tag: null }) ?? '', version: digest, package: facts };
}
