/** A name of an image in full: a short one is one of the default registry, and never of another that an engine knows. */
export function expandImage(image: string): string {
  const [first = '', ...rest] = image.split('/');
  if (rest.length === 0) return `docker.io/library/${image}`;
  // As engines tell it: only a host has a dot or a port, or is this machine.
  return first === 'localhost' || /[.:]/.test(first) ? image : `docker.io/${image}`;
}

/** As it is mostly written: without the default registry. */
export function shortenImage(image: string): string {
  return image.replace(/^(index\.)?docker\.io\/(library\/(?=[^/]+$))?/, '');
}

/** An image in one exact state: by tag, by digest (`sha256:…`), or the newest. */
export function joinTag(image: string, tag: string | null): string {
  if (tag === null) return image;
  return isDigest(tag) ? `${image}@${tag}` : `${image}:${tag}`;
}

export function isDigest(tag: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(tag);
}
