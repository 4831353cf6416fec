import { Command } from 'commander';
import { commands } from './commands/index.ts';
import { version } from './settings.ts';

/** The whole command line, as its users, its help and its tests see it. */
export function makeProgram(): Command {
  const program = new Command('placard')
    .description('The open tool-risk catalogue for MCP servers: what each tool can do, and why we say so.')
    .version(version);
  for (const add of commands) add(program);
  return program;
}
