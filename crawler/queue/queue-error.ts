/** The queue cannot be used; the message says why and what to do, in one line, and holds no password. */
export class QueueError extends Error {
  override name = 'QueueError';
}

/** `postgres://host:5432/database`, without user and password. */
export function describeAddress(address: URL): string {
  return `postgres://${address.host}${address.pathname}`;
}

/**
 * The address of a queue.
 * @throws QueueError, without what was given, for a password may stand in it.
 */
export function parseAddress(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (
    address !== null &&
    ['postgres:', 'postgresql:'].includes(address.protocol) &&
    address.pathname.length > 1
  )
    return address;
  throw new QueueError('The queue has no PostgreSQL address: name it as postgres://USER@HOST/DATABASE.');
}

/** One sentence on why a queue cannot be used; the error itself, where it is none that the user could mend. */
export function explainQueueFault(address: URL, error: unknown): unknown {
  if (error instanceof QueueError) return error;
  const { code, message }: { code?: unknown; message?: unknown } = Object(error);
  const found = sentences.find(([sign]) => sign === code || String(message).includes(sign));
  // Without the cause: what node-postgres throws may hold its settings, and these the password.
  return found === undefined ? error : new QueueError(`The queue at ${describeAddress(address)} ${found[1]}`);
}

/** By PostgreSQL's or the system's code, or by words of the message where there is no code. */
const sentences: [sign: string, sentence: string][] = [
  ['ECONNREFUSED', 'refuses connections: start PostgreSQL there, or check host and port.'],
  ['ENOENT', 'has no socket there: start PostgreSQL, or check the folder.'],
  ['ENOTFOUND', 'has a host name that nobody knows: check it.'],
  ['EAI_AGAIN', 'has a host name that cannot be looked up now: check it, and the network.'],
  ['ETIMEDOUT', 'does not answer: check host, port and network.'],
  ['EHOSTUNREACH', 'is out of reach: check host and network.'],
  ['ENETUNREACH', 'is out of reach: check host and network.'],
  ['ECONNRESET', 'closed the connection: check that PostgreSQL listens there.'],
  ['28P01', 'refuses user or password: check them; the password may also stand in $PGPASSWORD.'],
  ['28000', 'lets this user in from nowhere: check the user, and pg_hba.conf of the server.'],
  ['3D000', 'has no such database: create it, or name another.'],
  ['42501', 'lets this user make no tables: grant CREATE on the database.'],
  ['53300', 'has no connection left: allow more in PostgreSQL, or run fewer workers.'],
  ['57P03', 'is only starting or ending: run this again in a moment.'],
  ['password must be a string', 'wants a password: name one in the address or in $PGPASSWORD.'],
  ['does not support SSL', 'speaks no TLS: leave sslmode out of the address.'],
  ['connection timeout', 'does not answer: check host, port and network.'],
  ['timeout exceeded', 'does not answer: check host, port and network.'],
  ['Connection terminated', 'closed the connection: check that PostgreSQL listens there.'],
];
