import { InvalidArgumentError } from 'commander';

/** Reads an option that takes a date or a time, by ISO 8601: a date alone is its beginning, in UTC. */
export function readDate(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(text) || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError(
      'It takes a date, such as 2026-10-01, or a time, such as 2026-10-01T12:00:00Z.',
    );
  return date;
}
