/** A phase of the campaign. `startsOn` and `endsOn` are civil dates, both included. */
export interface Phase {
  code: string;
  name: string;
  startsOn: string;
  endsOn: string;
}

export interface PlacedPhase extends Phase {
  lane: number;
  /** Start and width as shares of the whole campaign, 0 to 1. */
  left: number;
  width: number;
  when: "past" | "now" | "ahead";
}

const dayLength = 86_400_000;
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayLength;

/** Lays phases that overlap into as few lanes as they need, in order of their start. */
export function placePhases(
  phases: readonly Phase[],
  today: string,
): { placed: PlacedPhase[]; today: number; lanes: number } {
  const ordered = [...phases].sort((a, b) => a.startsOn.localeCompare(b.startsOn));
  const first = Math.min(...ordered.map((phase) => dayNumber(phase.startsOn)));
  const length = Math.max(...ordered.map((phase) => dayNumber(phase.endsOn))) + 1 - first;
  const laneEnds: number[] = [];
  const placed = ordered.map((phase): PlacedPhase => {
    const start = dayNumber(phase.startsOn);
    const end = dayNumber(phase.endsOn) + 1;
    const free = laneEnds.findIndex((laneEnd) => laneEnd <= start);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = end;
    const when = today > phase.endsOn ? "past" : today < phase.startsOn ? "ahead" : "now";
    return { ...phase, lane, left: (start - first) / length, width: (end - start) / length, when };
  });
  return { placed, today: Math.min(1, Math.max(0, (dayNumber(today) + 0.5 - first) / length)), lanes: laneEnds.length };
}
