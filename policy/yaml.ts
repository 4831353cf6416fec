import { type Document, visit } from 'yaml';
import { replaceInvisible } from './plain-text.ts';

/**
 * The document as text in which every invisible character is an escape, which only double quotes know: what holds more than
 * ASCII stands in them. Comments must hold nothing invisible.
 */
export function writeYaml(document: Document): string {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && !/^[ -~]*$/.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return replaceInvisible(document.toString({ lineWidth: 0 }), escapeForYaml);
}

function escapeForYaml(codePoint: number): string {
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}
