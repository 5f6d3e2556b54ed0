import { stringifyDocument } from "@urql/core";
import { createClient } from "graphql-ws";
import type { ResultOf } from "./graphql.ts";
import { LiveLine_Subscription } from "./operations.ts";

type Item = ResultOf<typeof LiveLine_Subscription>["activity"];

/** Why a connection ended. `resume`: connect again at once; `snapshot`: the cursor leads nowhere any more. */
export type SocketEnd = "lost" | "resume" | "snapshot" | "signedOut" | "barred" | "tooMany";

export interface Listening {
  after: string;
  language: string;
  onItem: (item: Item) => void;
  /** The hub is there, though nothing may be happening. */
  onSign: () => void;
}

const query = stringifyDocument(LiveLine_Subscription);
/** How long the hub may be silent after a ping, and how often it is asked, in milliseconds. */
const patience = 6_000;
const pingEvery = 12_000;

const endOfCode: Readonly<Record<number, SocketEnd>> = {
  4401: "signedOut",
  4403: "barred",
  4429: "tooMany",
  4900: "resume",
};

function endOf(failure: unknown): SocketEnd {
  if (typeof failure === "object" && failure !== null && "code" in failure) {
    return endOfCode[Number(failure.code)] ?? "lost";
  }
  const codes = Array.isArray(failure) ? failure.map((error) => String(error?.extensions?.code ?? "")) : [];
  if (codes.some((code) => code.startsWith("activity/cursor-"))) return "snapshot";
  return codes.includes("unauthenticated") ? "signedOut" : "lost";
}

/** One connection with the one subscription on it, until it ends for whatever reason; nothing is retried in here. */
export function listen({ after, language, onItem, onSign }: Listening): {
  ended: Promise<SocketEnd>;
  close: () => void;
} {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const address = new URL("/graphql", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const client = createClient({
    url: address.href,
    retryAttempts: 0,
    connectionParams: { acceptLanguage: language },
    connectionAckWaitTimeout: 10_000,
    keepAlive: pingEvery,
    on: {
      connected: onSign,
      ping: (received) => {
        // A line that was cut without a word looks open for minutes: whoever does not answer is gone.
        if (!received) silence = setTimeout(() => client.terminate(), patience);
      },
      pong: (received) => {
        if (!received) return;
        clearTimeout(silence);
        onSign();
      },
    },
  });
  const { promise, resolve } = Promise.withResolvers<SocketEnd>();
  const close = () => {
    clearTimeout(silence);
    resolve("resume");
    void client.dispose();
  };
  client.subscribe<ResultOf<typeof LiveLine_Subscription>>(
    { query, variables: { after } },
    {
      next: ({ data, errors }) => {
        if (data?.activity) onItem(data.activity);
        else if (errors) resolve(endOf(errors));
      },
      error: (failure) => resolve(endOf(failure)),
      complete: () => resolve("lost"),
    },
  );
  return { ended: promise.finally(close), close };
}
