/** What a caller proved to hold: access ends when it is revoked, expires, or no longer stands for the same rights. */
export interface Principal {
  kind: "session" | "key";
  id: string;
  /** Role, region and scopes in one text; whoever watches access compares it. */
  standing: string;
}

/** The same text for a check at the door and for the watch over open connections. */
export const sessionStanding = `concat_ws('|', u."role", u."regionCode", u."department")`;
export const keyStanding = `concat_ws('|', c."regionCode", array_to_string(c."scopes", ','), array_to_string(c."addresses", ','))`;
