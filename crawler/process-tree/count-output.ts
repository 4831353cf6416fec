import { type Readable, Transform } from 'node:stream';

/** Passes streams on, no faster than they are read, until they have given as much as they may together. */
export function countOutput(bytes: number, exceed: () => void): (from: Readable | null) => Readable {
  let left = bytes;
  return (from) => {
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const passed = chunk.subarray(0, left);
        left -= passed.length;
        if (passed.length < chunk.length) exceed();
        done(null, passed);
      },
    });
    return from === null ? counted.end() : from.pipe(counted);
  };
}
