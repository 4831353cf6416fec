import type { PackageFacts } from '../../observation.ts';
import type { InstalledPackage } from '../../python/installed-package.ts';

/** What the index said of a package, with what it says of itself. */
export function completeFacts(facts: PackageFacts, { fields, description }: InstalledPackage): PackageFacts {
  const first = (name: string) => textOrNull(fields.get(name)?.[0]);
  const urls = readUrls(fields.get('project-url') ?? []);
  return {
    ...facts,
    description: first('summary'),
    licence:
      first('license-expression') ??
      readLicence(first('license')) ??
      readClassifier(fields.get('classifier')),
    homepage: urls.get('homepage') ?? readUrl(first('home-page')),
    repository:
      ['repository', 'source', 'sourcecode', 'github', 'code']
        .map((label) => urls.get(label))
        .find(Boolean) ?? null,
    mcpName: /\bmcp-name: ?([\w.-]{1,100}\/[\w.-]{1,100})/.exec(description)?.[1] ?? null,
  };
}

/** By label, as PEP 753 compares them: without case, spaces and punctuation. */
function readUrls(values: string[]): Map<string, string> {
  return new Map(
    values.flatMap((value) => {
      const comma = value.indexOf(',');
      const url = value.slice(comma + 1).trim();
      const label = value
        .slice(0, comma)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '');
      return comma > 0 && /^https?:\/\//.test(url) ? [[label, url.slice(0, 2000)] as const] : [];
    }),
  );
}

function readUrl(text: string | null): string | null {
  return text !== null && /^https?:\/\//.test(text) ? text : null;
}

/** Older packages put the whole text of a licence here, which is no expression. */
function readLicence(text: string | null): string | null {
  return text !== null && text.length <= 100 && !text.includes('\n') ? text : null;
}

function readClassifier(classifiers: string[] | undefined): string | null {
  const licence = classifiers?.find((classifier) => classifier.startsWith('License :: '));
  return textOrNull(licence?.slice(licence.lastIndexOf('::') + 2).trim());
}

/** Publishers may write what they like, and at any length. */
function textOrNull(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' || value === 'UNKNOWN'
    ? null
    : value.trim().slice(0, 2000).toWellFormed();
}
