import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findEngine } from '../../containers/engine.ts';
import { probe } from '../../probe.ts';
import { parseRef } from '../../ref.ts';
import { makeImage, portServer, serveRegistry, shellServer } from './fixtures/images.ts';
import { makeOciLauncher } from './index.ts';

const engine = await findEngine('podman');
const skip = 'mend' in engine ? engine.mend : false;
const base = `localhost/placard-test-${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'placard-images-'));
after(() => rmSync(folder, { recursive: true }));

const options = { sandbox: null, sandboxVersion: null, clientVersion: '0', timeoutMs: 20_000 };

async function examine(text: string, launcher = makeOciLauncher()) {
  const found = await launcher.resolve(parseRef(text));
  return 'failure' in found
    ? { found, outcome: found }
    : { found, ...(await probe(launcher, text, found, options)) };
}

describe('images, in podman', { skip }, () => {
  if ('mend' in engine) return;
  let registry: { server: Server; host: string; requests: string[] };
  let shell: string;
  const podman = (...args: string[]) =>
    execFileSync(engine.program, [...engine.options, ...args], { encoding: 'utf8', stdio: 'pipe' });

  before(async () => {
    const label = (name: string, value: string) => `LABEL org.opencontainers.image.${name}=${value}`;
    makeImage(engine, folder, `${base}:1`, shellServer, [
      'ENTRYPOINT ["/server.sh"]',
      'CMD ["given"]',
      'ENV NAME=from_image',
      label('version', '4.5.6'),
      label('licenses', 'MIT'),
      'LABEL io.modelcontextprotocol.server.name=io.example/shell',
    ]);
    shell = podman('image', 'inspect', '--format', '{{.Id}}', `${base}:1`).trim();
    makeImage(engine, folder, `${base}-idle:latest`, shellServer, []);
    const needy = `#!/bin/sh\nif [ -z "$FIXTURE_TOKEN" ]; then echo 'FIXTURE_TOKEN is required' >&2; exit 1; fi\n${shellServer}`;
    makeImage(engine, folder, `${base}-needy:latest`, needy, ['ENTRYPOINT ["/server.sh"]']);
    makeImage(engine, folder, `${base}-crash:latest`, '#!/bin/sh\necho "It broke." >&2\nexit 3\n', [
      'CMD ["/server.sh"]',
    ]);
    makeImage(engine, folder, `${base}-port:latest`, portServer, ['CMD ["/server.sh"]'], {
      '/node': process.execPath,
    });
    podman('save', '--format', 'oci-dir', '--output', join(folder, 'layout'), `${base}:1`);
    registry = await serveRegistry(join(folder, 'layout'), ['team/shell']);
  });
  after(() => {
    registry?.server.close();
    const named = ['-idle', '-needy', '-crash', '-port'].map((end) => `${base}${end}:latest`);
    // By its number, for it has a name of each registry as well.
    podman('rmi', '--force', ...named, shell);
  });

  it('lists the tools of an image of this machine, and says what is known of it', async () => {
    const { found, outcome, ...seen } = await examine(`oci:${base}:1`);
    assert.ok(outcome && 'listing' in outcome, JSON.stringify(outcome));
    const [tool] = outcome.listing.tools;
    assert.equal(tool?.definition.name, 'from_image');
    assert.equal(tool?.definition.description, 'root-no.tmp-yes.etc-no given');
    assert.deepEqual(outcome.listing.remarks, [
      'The image is the one of this machine: its registry was not asked, or did not answer.',
    ]);
    assert.ok('package' in found && 'sandbox' in seen);
    assert.match(found.version, /^sha256:[0-9a-f]{64}$/);
    assert.match(found.purl, /^pkg:oci\/placard-test-\d+\?repository_url=localhost%2Fplacard-test-\d+$/);
    assert.match(seen.sandbox ?? '', /^podman \d/);
    const { name, version, licence, mcpName } = found.package ?? {};
    assert.deepEqual([name, version, licence, mcpName], [base, '4.5.6', 'MIT', 'io.example/shell']);
  });

  it('meets a server that opens a port there, from a container beside it', async () => {
    const { outcome } = await examine(`oci:${base}-port:latest`);
    assert.ok(outcome && 'listing' in outcome, JSON.stringify(outcome));
    assert.equal(outcome.listing.tools[0]?.definition.name, 'over_port');
    assert.match(outcome.listing.remarks.join(' '), /was met there, inside the sandbox/);
    assert.equal(podman('ps', '--all', '--quiet', '--filter', `ancestor=${base}-port`).trim(), '');
  });

  it('fetches an image from the registry that its name says', async () => {
    const { outcome, found } = await examine(`oci:${registry.host}/team/shell:1`);
    assert.ok(outcome && 'listing' in outcome, JSON.stringify(outcome));
    assert.deepEqual(outcome.listing.remarks, []);
    assert.ok(registry.requests.includes('GET /v2/team/shell/manifests/1'));
    assert.ok('version' in found);
    const exact = await examine(`oci:${registry.host}/team/shell@${found.version}`);
    assert.ok(exact.outcome && 'listing' in exact.outcome, JSON.stringify(exact.outcome));
    assert.equal('version' in exact.found && exact.found.version, found.version);
  });

  it('removes what was not there before, and fetches it again where it is needed after that', async () => {
    // Under all of its names: the engine removes nothing that has another.
    podman('rmi', '--force', shell);
    const launcher = makeOciLauncher({ keep: 0 });
    const found = await launcher.resolve(parseRef(`oci:${registry.host}/team/shell:1`));
    assert.ok('purl' in found);
    assert.equal(podman('images', '--quiet', '--filter', `reference=${registry.host}/team/shell`), '');
    const { outcome } = await probe(launcher, 'image', found, options);
    assert.ok('listing' in outcome, JSON.stringify(outcome));
  });

  it('climbs the ladder with what a server asks for', async () => {
    const { outcome, ...seen } = await examine(`oci:${base}-needy`);
    assert.ok(outcome && 'listing' in outcome, JSON.stringify(outcome));
    assert.ok('placeholders' in seen);
    assert.deepEqual(
      seen.placeholders.map(({ name, source }) => [name, source]),
      [['FIXTURE_TOKEN', 'stderr']],
    );
  });

  const failures: [text: () => string, reason: string, detail: RegExp][] = [
    [() => `oci:${base}-crash`, 'crashed-at-start', /exit code 3/],
    [() => `oci:${base}-idle`, 'no-program', /no program to start/],
    [() => `oci:${base}-none`, 'not-found', /no image .* on this machine/],
    [() => `oci:${registry.host}/team/none`, 'not-found', /no image/],
    [() => `oci:${registry.host}/private/image`, 'not-found', /wants an account/],
    [() => 'oci:127.0.0.1:9/team/shell', 'unavailable', /could not be asked/],
  ];
  for (const [text, reason, detail] of failures) {
    it(`says why: ${reason}, ${detail}`, async () => {
      const { outcome } = await examine(text());
      assert.ok(outcome && 'failure' in outcome, JSON.stringify(outcome));
      assert.equal(outcome.failure.reason, reason);
      assert.match(outcome.failure.detail, detail);
    });
  }

  it('leaves no container behind', () => {
    const images = podman('ps', '--all', '--format', '{{.Image}}').split('\n');
    assert.deepEqual(
      images.filter((image) => image.startsWith(base) || image.startsWith(registry.host)),
      [],
    );
  });
});

describe('without an engine', () => {
  const stub = (text: string) => {
    const path = join(folder, `engine-${text.length}`);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const missing = '/nowhere/engine';
  const idle = stub('echo "Cannot connect to the daemon." >&2; exit 1');
  const cases: [Parameters<typeof makeOciLauncher>[0], RegExp][] = [
    [
      { programs: { podman: missing, docker: missing } },
      /needs a container engine\. Install a container engine/,
    ],
    [{ programs: { podman: missing, docker: idle } }, /Start docker, .*Cannot connect to the daemon/],
  ];
  for (const [settings, detail] of cases) {
    it(`says what to do: ${detail}`, async () => {
      const { outcome } = await examine('oci:mcp/time', makeOciLauncher(settings));
      assert.ok(outcome && 'failure' in outcome);
      assert.equal(outcome.failure.reason, 'sandbox-unavailable');
      assert.match(outcome.failure.detail, detail);
    });
  }
});
