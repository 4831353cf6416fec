/** A place in a text that a numbered note points at. */
export interface Mark<Note> {
  note: Note;
  start: number;
  length: number;
}

/** A stretch of a text that is marked by the same notes throughout. */
export interface Segment<Note> {
  text: string;
  isMarked: boolean;
  /** The notes whose words end with this stretch. */
  ends: Note[];
}

/** A text in two parts: what is shown at once, and the rest for who asks. */
export interface MarkedText<Note> {
  shown: Segment<Note>[];
  /** Empty where all is shown. */
  rest: Segment<Note>[];
  length: number;
}

/** No more than this is shown at once; the longest honest descriptions seen need about half of it. */
const shownLength = 2_000;

/** Cuts a text at the edges of its marks, which may overlap; the stretches joined are the text. */
export function markText<Note>(text: string, marks: Mark<Note>[]): MarkedText<Note> {
  const limit = text.length > shownLength * 1.5 ? endOfCharacter(text, shownLength) : text.length;
  const edges = new Set([0, limit, text.length]);
  for (const { start, length } of marks) edges.add(start).add(start + length);
  const cuts = [...edges].sort((a, b) => a - b);
  const segments = cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    return { from, segment: makeSegment(text, from, to, marks) };
  });
  return {
    shown: segments.filter(({ from }) => from < limit).map(({ segment }) => segment),
    rest: segments.filter(({ from }) => from >= limit).map(({ segment }) => segment),
    length: text.length,
  };
}

function makeSegment<Note>(text: string, from: number, to: number, marks: Mark<Note>[]): Segment<Note> {
  return {
    text: text.slice(from, to),
    isMarked: marks.some(({ start, length }) => start <= from && to <= start + length),
    ends: marks.filter(({ start, length }) => start + length === to).map(({ note }) => note),
  };
}

/** Never cuts a character that takes two units. */
function endOfCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
