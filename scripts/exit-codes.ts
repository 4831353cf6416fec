/** What the program ends with; scripts count on these. */
export const exitCodes = {
  done: 0,
  /** Something at or above the threshold that was asked for. */
  found: 1,
  wrongUse: 2,
  /** Something could not be examined, so nothing can be promised. */
  notExamined: 3,
  /** A fault of placard itself. */
  fault: 70,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The person asked for something that cannot be; the message says what and how to mend it, in one line. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was asked for could not be looked at; the message says why, and what to mend where that is known. */
export class NotExaminedError extends Error {
  override name = 'NotExaminedError';
}
