import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const markupWords = wordSet('html xhtml mjml svg css');
/** A name without any of these tells nothing. */
const tellingWords = new NameWords([...markupWords, 'template']);
/** A name that ends so takes where the markup is, or which it is. */
const placeWords = wordSet('id name path url selector type file format');
const textWords = wordSet('content body text string source');
const templateLanguage =
  /\b(?:jinja2?|handlebars|mustache|liquid|ejs|erb|twig|freemarker|velocity|nunjucks|blade)\b|\{\{|\$\{|\btemplate (?:variables?|expressions?|syntax|engine|string)\b/i;
const takesMarkup = new Phrase(
  /\b(?:raw|full|valid|custom|as|in|of|or|and|with|use|complete|supports?|optional|the|an?|storage format) (?:x?html|mjml|svg|css)\b(?! (?:files?|paths?|elements?|selectors?|pages?|tags?|will|only))|^(?:x?html|svg|css|mjml)\b(?! (?:files?|elements?|selectors?|tags?))|\bhtml (?:content|body|markup|string|code|format|formatting|source|text|template|signature)\b/i,
  'html xhtml mjml svg css',
);
const asPlace =
  /\b(?:paths?|urls?|selectors?|xpath|file ?names?)\b|\bhtml (?:\w+ )?(?:is|are) (?:not|un)|\bplain text only\b|\b(?:convert|return|get|extract)(?:s|ed|ing)? (?:as|to|into) html\b/i;

/** Accepts HTML or a template that is rendered. */
export const markupParameter: SignalRule = {
  id: 'markup-parameter',
  title: 'Accepts HTML or a template',
  rationale:
    'Markup that the caller writes is rendered for someone else, and can carry scripts, trackers, links that deceive, or template expressions that run on the server. Plain text, Markdown and the path of an HTML file are none.',
  decides: [],
  clues: new Clues({ names: [tellingWords], phrase: takesMarkup }),
  positive: [
    { because: 'the name says it', definition: taking('send', { html: text() }) },
    {
      because: 'a body that may be HTML',
      definition: taking('send_mail', { body: text('HTML body of the mail') }),
    },
    {
      because: 'a template language evaluates expressions',
      definition: taking('render', { template: text('Jinja2 template') }),
    },
    { because: 'an image made of markup', definition: taking('insert', { svg_code: text('SVG markup') }) },
  ],
  negative: [
    { because: "a mail's plain body", definition: taking('send_mail', { body: text('Text of the mail') }) },
    { because: 'a path of a file', definition: taking('open', { html_path: text('Path to the HTML file') }) },
    { because: 'a switch', definition: taking('get', { includeHtml: { type: 'boolean' } }) },
    {
      because: 'the id of a template',
      definition: taking('send', { template_id: text('Id of the template') }),
    },
    {
      because: 'a selector points into a page',
      definition: taking('click', { selector: text('CSS selector') }),
    },
  ],
  notice: (tool) => noticeParameters(tool, isMarkup),
};

function isMarkup(parameter: Parameter): boolean {
  if (!parameter.takesFreeText || placeWords.has(parameter.head)) return false;
  const isTold = tellingWords.areIn(parameter) ? isNamedMarkup(parameter) : takesMarkup.isIn(parameter);
  return isTold && !asPlace.test(parameter.description.slice(0, 80));
}

function isNamedMarkup(parameter: Parameter): boolean {
  const { description, words, head } = parameter;
  if (words.includes('html') && textWords.has(head)) return true;
  if (markupWords.has(head) || (head === 'code' && markupWords.has(words.at(-2) ?? ''))) return true;
  if (words.includes('template')) return templateLanguage.test(description) || /\bhtml\b/i.test(description);
  return takesMarkup.isIn(parameter);
}
