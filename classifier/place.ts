/**
 * Where something stands in a definition: the key under which it is held, and the place of what holds it. Written out
 * only for what is pointed at, which few places ever are.
 */
export class Place {
  private readonly above: Place | null;
  private readonly key: string | number;

  constructor(above: Place | null, key: string | number) {
    this.above = above;
    this.key = key;
  }

  /** The dotted path from the top of the definition. */
  get field(): string {
    return this.above === null ? String(this.key) : `${this.above.field}.${this.key}`;
  }
}
