export interface Coalesced {
  (): void;
  stop: () => void;
}

export interface Pace {
  /** Before the first run: what belongs together comes together. In milliseconds. */
  wait: number;
  /** Between the end of one run and the start of the next. In milliseconds. */
  gap: number;
}

/** In milliseconds. */
const afterFailure = 4_000;

/**
 * Runs `work` soon after it is asked for, never twice at once, and once more afterwards when it was asked for
 * meanwhile: a hundred events a second cost one request a second. A page that nobody sees waits until somebody does.
 */
export function coalesce(work: () => unknown, { wait, gap }: Pace = { wait: 60, gap: 900 }): Coalesced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wanted = false;
  let stopped = false;

  async function run(): Promise<void> {
    timer = undefined;
    if (document.hidden) return;
    wanted = false;
    running = true;
    let rest = gap;
    try {
      await work();
    } catch {
      // Nobody answered: what was to be learnt is still to be learnt.
      wanted = true;
      rest = afterFailure;
    }
    running = false;
    if (wanted && !stopped) timer = setTimeout(() => void run(), rest);
  }

  const ask = () => {
    wanted = true;
    if (!running && timer === undefined && !stopped) timer = setTimeout(() => void run(), wait);
  };
  const show = () => {
    if (wanted && !document.hidden) ask();
  };
  document.addEventListener("visibilitychange", show);

  return Object.assign(ask, {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", show);
    },
  });
}
