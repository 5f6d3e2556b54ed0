import { ref, shallowRef } from "vue";

/** Who the hub says is signed in. What they may see and do comes with the data of each page, not from here. */
export interface Session {
  user: { id: string; name: string; username?: string | null };
}

export type SignInFailure =
  | { kind: "wrong" }
  | { kind: "locked"; minutes: number }
  | { kind: "offline" }
  | { kind: "failed" };

/** undefined: not asked yet; null: nobody. */
const session = shallowRef<Session | null>();
const unreachable = ref(false);

const personKey = "hub.person";

/** Who was signed in here when the hub was last asked: the field page opens for them while there is no line. */
export const lastPerson = (): string | null => localStorage.getItem(personKey);

function remember(told: Session | null): void {
  session.value = told;
  if (told) localStorage.setItem(personKey, told.user.id);
  else localStorage.removeItem(personKey);
}

async function ask(path: string, init?: RequestInit): Promise<Response | undefined> {
  try {
    const answer = await fetch(`/api/auth/${path}`, { credentials: "same-origin", ...init });
    return answer.status === 502 || answer.status === 504 ? undefined : answer;
  } catch {
    return undefined;
  }
}

async function post(path: string, body: object): Promise<Response | undefined> {
  return ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/** Asks who is signed in; remembers the answer until somebody signs in or out. */
export async function loadSession(): Promise<Session | null | undefined> {
  if (session.value !== undefined) return session.value;
  const answer = await ask("get-session");
  unreachable.value = !answer?.ok;
  if (answer?.ok) remember((await answer.json()) as Session | null);
  return session.value;
}

function minutesToWait(answer: Response): number {
  const seconds = Number(answer.headers.get("retry-after") ?? answer.headers.get("x-retry-after"));
  return Math.max(1, Math.ceil((Number.isFinite(seconds) && seconds > 0 ? seconds : 900) / 60));
}

/** Nothing on success, otherwise why not. */
export async function signIn(username: string, password: string): Promise<SignInFailure | undefined> {
  const answer = await post("sign-in/username", { username, password });
  if (!answer) return { kind: "offline" };
  if (answer.ok) {
    session.value = undefined;
    await loadSession();
    return session.value ? undefined : { kind: "failed" };
  }
  if (answer.status === 429 || answer.status === 423) return { kind: "locked", minutes: minutesToWait(answer) };
  return { kind: answer.status >= 500 ? "failed" : "wrong" };
}

export async function signOut(): Promise<void> {
  await post("sign-out", {});
  remember(null);
}

/** Called when the hub answers that the session has ended: the next page asks to sign in again. */
export function forgetSession(): void {
  session.value = null;
}

export function useSession() {
  return { session, unreachable };
}
