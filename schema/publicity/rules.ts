/**
 * What was published about the campaign, by medium (plan 四(五): 充分利用电视、报纸、广播、官网、微信公众号、微博抖音等).
 *
 * Pure: item, command and today in; a decision or a refusal out.
 */
import { Temporal } from "temporal-polyfill";
import type { Medium, PublicityAbout } from "../../prisma/generated/enums.ts";
import { commandsIn, type Decision, decisions, type Transitions } from "../decision.ts";
import { safeLink } from "../link.ts";
import { refuse } from "./refusals.ts";

export type State = "published" | "withdrawn";

/** What is said of an item; the names are those of its columns. */
export interface Publication {
  medium: Medium;
  outlet: string;
  title: string;
  publishedOn: Temporal.PlainDate;
  link: string | null;
  about: PublicityAbout;
  companyId: string | null;
}

export type Command = { type: "correct"; to: Publication; reason: string } | { type: "withdraw"; reason: string };
export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  published: { correct: "published", withdraw: "withdrawn" },
  withdrawn: {},
};

export interface Item extends Publication {
  state: State;
  bodyCode: string;
}

export interface Circumstances {
  today: Temporal.PlainDate;
  /** Code of the region of whoever gives the command. */
  body: string;
}

export type PublicityDecision = Decision<
  State,
  "PublicityRecorded" | "PublicityCorrected" | "PublicityWithdrawn",
  never,
  Publication
>;

const { step } = decisions<PublicityDecision>();

const onTheNet: readonly Medium[] = ["site", "wechat", "weibo", "douyin"];

/** @throws {Refusal} `publicity/…` */
export function recordPublicity(publication: Publication, { today }: Pick<Circumstances, "today">): PublicityDecision {
  const fit = requireFit(publication, today);
  return step("published", fit, "PublicityRecorded", { medium: fit.medium, about: fit.about });
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(item: Item, command: Command, { today, body }: Circumstances): PublicityDecision {
  const state = transitions[item.state][command.type];
  if (state === undefined) throw refuse("publicity/not-in-this-state", [], { state: item.state });
  if (item.bodyCode !== body) throw refuse("publicity/of-another-body");
  if (command.reason.trim() === "") throw refuse("publicity/text-missing", ["reason"]);
  const { medium, about } = item;
  if (command.type === "withdraw") return step(state, {}, "PublicityWithdrawn", { medium, about });
  const fit = requireFit(command.to, today);
  if (isSame(item, fit)) throw refuse("publicity/nothing-changed");
  return step(state, fit, "PublicityCorrected", {
    medium: fit.medium,
    about: fit.about,
    wasMedium: medium,
    wasAbout: about,
  });
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (
  { state, bodyCode }: Pick<Item, "state" | "bodyCode">,
  body: string,
): readonly CommandType[] => (bodyCode === body ? commandsIn(transitions, state) : []);

function requireFit(publication: Publication, today: Temporal.PlainDate): Publication {
  const { medium, publishedOn, link: given, about, companyId } = publication;
  if (Temporal.PlainDate.compare(publishedOn, today) > 0) throw refuse("publicity/in-future", ["publishedOn"]);
  for (const name of ["title", "outlet"] as const)
    if (publication[name].trim() === "") throw refuse("publicity/text-missing", [name]);
  if (given === null && onTheNet.includes(medium)) throw refuse("publicity/link-missing", ["link"]);
  const link = given === null ? null : safeLink(given);
  if (given !== null && link === null) throw refuse("publicity/link-unsafe", ["link"]);
  if (about === "campaign" && companyId !== null) throw refuse("publicity/company-unfit", ["companyId"]);
  return { ...publication, link };
}

const isSame = (one: Publication, other: Publication) =>
  one.publishedOn.equals(other.publishedOn) &&
  (["medium", "outlet", "title", "link", "about", "companyId"] as const).every((name) => one[name] === other[name]);
