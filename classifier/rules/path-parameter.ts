import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter, Tool } from '../tool.ts';
import { wordSet } from '../word-set.ts';

/** Words that name a place in a file system when a name ends with them. */
const pathWords = wordSet(`
  path paths filepath filepaths filename filenames pathname dir dirs directory directories cwd workdir
  basedir outdir savedir
`);
/** Words that name one only where nothing speaks against it: an undescribed `file`, a `folder` of a mailbox. */
const fileWords = wordSet('file files');
const folderWords = wordSet('folder folders root');
/** The two ends of a move; of files where the tool's name says so. */
const endWords = wordSet('source destination src dest from to target');
/** A name without any of these tells nothing. */
const tellingWords = new NameWords([...pathWords, ...fileWords, ...folderWords, ...endWords]);
const placeWords = wordSet('file files directory folder path dir');
/** What stands before `path` when it is the path of something else than a file. */
const foreignWords = wordSet(`
  url uri http https api rest json xml dot key field property attribute route endpoint request webhook
  query page menu node object tree class collection document category unit element css learning career
  redirect import
`);
/** The path of a private key is one of the machine. */
const keyKinds = wordSet('private public ssh pem cert');
const foreignDescription =
  /\b(?:url|uri|api|json|http|rest|xml|dotted|property|field|key|route|request|endpoint|menu|node|import|package|unit)[ -]paths?\b|jsonpath|xpath|path (?:components?|segments?|parameters?)\b|dot[ -](?:notation|separated)|\bdirection\b|\b(?:in|within|inside|from|to the file in|in your|of) (?:the|a|your) (?:remote |git(?:hub|lab)? |source )?(?:repository|repo|bucket|sandbox api|registry)\b|\b(?:endpoint|route|slug|namespace)\b/i;
/** So plainly local that parameters of a hosted repository beside it change nothing. */
const plainlyLocal = /\b(?:absolute|local(?:ly)?|output|working|disk|filesystem|file system|save)\b|~\//i;
const localDescription =
  /\b(?:absolute|local|full|relative|output|input) (?:file |directory |folder |system |disk )*paths?\b|\b(?:on|to|from) (?:the )?(?:local )?(?:disk|file ?system|machine)\b|\b(?:file|directory|folder)[ -]?paths?\b|\bworking directory\b|\bpaths? (?:to|of|for|where|on) (?:the |a |an |your |to )*(?:[\w.-]+ ){0,3}(?:file|folder|directory|dir|project|workspace|output)\b|(?:^|[\s"'`(])(?:~\/|\/(?:home|users|tmp|path\/to|var|etc)\/|[A-Z]:\\)/i;
const beginsWithPath = new Phrase(/^(?:\w+ ){0,4}paths?\b/i, 'path paths');
const contentDescription = /\b(?:contents? of|base64|content to|as (?:a )?string|data of)\b/i;

/** Accepts a path of the machine. */
export const pathParameter: SignalRule = {
  id: 'path-parameter',
  title: 'Accepts a file system path',
  rationale:
    'Whoever chooses the path chooses which file is read or written, so a policy should bind it to the folders that are meant. Name, type and description are read together: the path of a URL, of a JSON document, of an API route or inside a hosted repository is no path of the machine.',
  decides: [],
  clues: new Clues({ names: [tellingWords], phrase: beginsWithPath }),
  positive: [
    {
      because: 'the name says it and nothing speaks against it',
      definition: taking('run', { path: text('Project root path') }),
    },
    {
      because: 'camelCase, and a description of where the file goes',
      definition: taking('take_screenshot', { outputFile: text('Where to save the image') }),
    },
    {
      because: 'the description says path though the name does not',
      definition: taking('transcribe', { audio: text('Absolute path to the audio file') }),
    },
    {
      because: 'a list of paths is paths',
      definition: taking('read_many', { paths: { type: 'array', items: text() } }),
    },
    {
      because: 'the ends of a move are places where the name says of files',
      definition: taking('move_file', { source: text(), destination: text() }),
    },
    {
      because: 'the path of a local repository is a directory',
      definition: taking('git_log', { repo_path: text('The path to the Git repository') }),
    },
  ],
  negative: [
    {
      because: 'a path beside a method belongs to a URL',
      definition: taking('call_api', { method: text(), path: text('Path below /v1') }),
    },
    {
      because: 'a JSON path points into a document',
      definition: taking('extract', { path: text('JSONPath expression, e.g. $.store.book') }),
    },
    {
      because: 'a path in a hosted repository is not one of the machine',
      definition: taking('get_file_contents', {
        owner: text(),
        repo: text(),
        path: text('Path to the file'),
      }),
    },
    {
      because: 'the id of a file is no path',
      definition: taking('get_file', { fileId: text('ID of the file') }),
    },
    {
      because: 'a folder of a mailbox is none of the disk',
      definition: taking('list_mail', { folder: text("Mail folder to look in, such as 'inbox'") }),
    },
    {
      because: 'one of listed values is not free',
      definition: taking('open', { directory: { type: 'string', enum: ['docs', 'src'] } }),
    },
  ],
  notice: (tool) => noticeParameters(tool, isPath),
};

function isPath(parameter: Parameter, tool: Tool): boolean {
  if (!parameter.takesFreeText) return false;
  const { description } = parameter;
  const isNamed = tellingWords.areIn(parameter) && isNamedLikePath(parameter, tool);
  if (!isNamed && !(beginsWithPath.isIn(parameter) && localDescription.test(description))) return false;
  if (parameter.format.startsWith('uri')) return false;
  if (foreignDescription.test(description) || isForeignName(parameter)) return false;
  return plainlyLocal.test(description) || /dir|^cwd/.test(parameter.head) || !isRemote(tool);
}

function isNamedLikePath(parameter: Parameter, tool: Tool): boolean {
  const head = parameter.head;
  const { description, words } = parameter;
  if (pathWords.has(head)) return true;
  if (fileWords.has(head)) return !contentDescription.test(description) && !/\bid\b/i.test(description);
  if (folderWords.has(head))
    return /\b(?:path|director|workspace|project|disk)/i.test(description) || words.includes('project');
  if (endWords.has(head))
    return words.length === 1 && tool.nameWords.some(({ word }) => placeWords.has(word));
  // `absolutePathToProject`, `path_or_url`: what follows says which path it is.
  const place = words.findIndex((word) => word === 'path' || word === 'paths');
  return place >= 0 && /^(?:to|or|of|from)$/.test(words[place + 1] ?? '') && tool.name !== '';
}

function isForeignName(parameter: Parameter): boolean {
  return (
    foreignWords.has(parameter.beforeHead) &&
    !parameter.words.some((word) => keyKinds.has(word)) &&
    !/\b(?:file|directory|folder|disk)\b/i.test(parameter.description)
  );
}

/** Parameters that come with a path inside a hosted repository, a bucket or below a URL. */
const remoteCompanions = new Set([
  ...['repo', 'repository', 'repo slug', 'project id', 'group id', 'bucket', 'bucket name', 'namespace id'],
  ...[
    'method',
    'http method',
    'headers',
    'visibility',
    'site id',
    'drive id',
    'gist id',
    'snippet id',
    'repo name',
  ],
]);

const remoteWords = new NameWords([...remoteCompanions].flatMap((name) => name.split(' ')));

function isRemote({ traits, parameters }: Tool): boolean {
  if (!remoteWords.areIn(traits)) return false;
  return parameters.some(({ depth, words }) => depth === 0 && remoteCompanions.has(words.join(' ')));
}
