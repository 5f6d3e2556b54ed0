/** The hub's clock: what the campaign's rules call now. Sessions, tokens and retries go by real time instead. */
export interface Clock {
  now(): Date;
}

/** A clock that runs `offsetMs` ahead of real time (a drill), or with it (0). */
export const offsetClock = (offsetMs: () => number): Clock => ({ now: () => new Date(Date.now() + offsetMs()) });

/** What the hub's clock showed at an instant of real time: for what is kept by real time and read beside the campaign's. */
export const hubTimeOf = ({ now }: Clock, real: Date): Date => new Date(real.getTime() + now().getTime() - Date.now());

export const realClock: Clock = { now: () => new Date() };
