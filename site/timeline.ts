import type { ServerEntry } from '../data/entries.ts';

/** One look at a server, at its place on the line. */
export interface TimelinePoint {
  observedAt: string;
  version: string | null;
  outcome: string;
  isListed: boolean;
  toolCount: number | null;
  /** Definitions of today's tools that this look was the first to see; null at the first listing, where all are. */
  newDefinitions: number | null;
  /** In the units of the drawing. */
  x: number;
}

export interface Timeline {
  points: TimelinePoint[];
  /** Looks before the first point drawn. */
  earlier: number;
  width: number;
}

const mostPoints = 12;
const distance = 88;

/** The newest looks at a server along a line, oldest first, at equal distances. */
export function drawTimeline({ history, listed }: ServerEntry): Timeline {
  const tools = listed?.tools ?? [];
  const firstListing = history.find(({ toolCount }) => toolCount !== null);
  const shown = history.slice(-mostPoints);
  return {
    earlier: history.length - shown.length,
    width: distance * shown.length,
    points: shown.map((look, index) => ({
      ...look,
      isListed: look.toolCount !== null,
      newDefinitions:
        look.toolCount === null || look === firstListing
          ? null
          : tools.filter(({ firstSeenAt }) => firstSeenAt === look.observedAt).length,
      x: distance * index + distance / 2,
    })),
  };
}
