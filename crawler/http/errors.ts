/** The host is busy, broken or out of reach: the same request may well succeed later. */
export class RetryLaterError extends Error {
  override name = 'RetryLaterError';
  /** When the host said it may be asked again; null where it said nothing of use. */
  readonly retryAt: Date | null;

  constructor(message: string, { retryAt = null, cause }: { retryAt?: Date | null; cause?: unknown } = {}) {
    super(message, { cause });
    this.retryAt = retryAt;
  }
}

/** The request itself is refused, by the host or by placard: asking again changes nothing. */
export class RefusedRequestError extends Error {
  override name = 'RefusedRequestError';
  /** The answer's HTTP status; null where placard did not send the request. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** An answer came, but it is too big, of the wrong type, or not of the form that was promised. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError';
}
