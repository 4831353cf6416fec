import { targets } from '../policy/targets/index.ts';

/** Prints the targets: a line each, or as JSON. */
export function listTargets(asJson: boolean): void {
  const listed = targets.map(({ emit: _, ...facts }) => facts);
  const lines = listed.map(({ id, title, engine }) => `${id.padEnd(14)} ${title}. ${engine}`);
  console.log(asJson ? JSON.stringify(listed, null, 2) : lines.join('\n'));
}
