import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
/** The folders that read every text of every definition, however long. */
const exposed = ['classifier', 'policy'];
/** Milliseconds for one, several times what the longest takes on an idle machine. */
const patience = { timeout: 90_000 };

interface Found {
  place: string;
  source: string;
  flags: string;
}

// Every regular expression that meets a definition runs in time linear in its length: prints each that does not,
// and each that the analyser gave up on; exits 1 where there is one, or where none was seen.
const found = exposed.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root })).flatMap(findRegexes);
const slow: Found[] = [];
for (const regex of found) if (!(await isLinear(regex))) slow.push(regex);
for (const { place, source, flags } of slow)
  console.error(`${place}: not shown to be linear: /${source}/${flags}`);
console.log(`${found.length} regular expressions, ${slow.length} not shown to be linear`);
process.exitCode = found.length === 0 || slow.length > 0 ? 1 : 0;

function findRegexes(file: string): Found[] {
  if (file.endsWith('.test.ts')) return [];
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const regexes: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const end = node.text.lastIndexOf('/');
      regexes.push({
        place: `${file}:${line + 1}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return regexes;
}

async function isLinear({ source, flags }: Found): Promise<boolean> {
  const { status } = await check(source, flags, patience);
  return status === 'safe';
}
