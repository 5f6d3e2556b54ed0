/** Papers follow from what happens to their case, in the transaction of the act: issued, served, void. */
import { personIn } from "../account/viewer.ts";
import type { EventKind } from "../activity/kinds.ts";
import type { Work } from "../activity/transact.ts";
import { dateOf, dateOfColumn } from "../calendar/rules.ts";
import { nextInSeries } from "../number.ts";
import { type Act, type ActName, actNames, acts } from "./acts.ts";
import { writtenDay } from "./document.ts";
import { serviceColumns } from "./rules.ts";
import type { Deed } from "./service.ts";

/** The acts that look at an event. */
const concerned = new Map<EventKind, ActName[]>();
for (const name of actNames) {
  const { issuedBy, servedBy, endedBy = [] }: Act = acts[name];
  for (const kind of new Set([issuedBy, ...(servedBy?.kinds ?? []), ...endedBy]))
    concerned.set(kind, [...(concerned.get(kind) ?? []), name]);
}

/** @param deeds what a transaction is about to append to the log */
export async function followWithPapers(work: Work, deeds: readonly Deed[]): Promise<void> {
  for (const deed of deeds)
    for (const name of concerned.get(deed.kind) ?? []) {
      const { issuedBy, issuer, servedBy, endedBy }: Act = acts[name];
      if (issuedBy === deed.kind) await issuePaper(work, name, deed.subject.id, issuer(work, deed));
      if (servedBy?.kinds.includes(deed.kind)) await serveFor(work, name, deed);
      if (endedBy?.includes(deed.kind)) await voidFor(work, name, deed);
    }
}

/**
 * The paper of an act as its case stands now, with the next number of its series.
 *
 * @param issuer region of the body whose act it is
 */
export async function issuePaper(
  work: Work,
  name: ActName,
  subjectId: string,
  issuer: string,
  replacesId: string | null = null,
) {
  const { tx, now, viewer } = work;
  const act: Act = acts[name];
  const { word, place, compose, datedOn, ...draft } = await act.draft(work, subjectId, issuer);
  // 发文字号: whose, of which year, and the how-manieth (GB/T 9704-2012, 7.2.5). Each region below the body that it is
  // about has its own series: from gaps in a common one it could tell how many papers the others were sent.
  const about = place.countyCode ?? place.cityCode;
  const body = about.length > issuer.length ? `${issuer}-${about}` : issuer;
  const series = `${word}${body}〔${dateOf(now).year}〕`;
  const [running] = await nextInSeries(tx, [series]);
  const number = `${series}${running}号`;
  const document = compose({ number, date: writtenDay(dateOfColumn(datedOn)) });
  const { cityCode, countyCode, subdistrictCode } = place;
  await tx.paper.create({
    data: {
      ...draft,
      act: name,
      number,
      issuerCode: issuer,
      title: document.title,
      addressee: document.addressee,
      document: { ...document },
      subjectType: act.subject,
      subjectId,
      cityCode,
      countyCode,
      subdistrictCode,
      datedOn,
      issuedAt: now,
      issuedById: personIn(viewer),
      replacesId,
    },
  });
  await act.quote?.(work, subjectId, number);
}

async function serveFor(work: Work, act: ActName, deed: Deed) {
  const service = await (acts[act] as Act).servedBy?.how(work, deed);
  if (!service) return;
  await work.tx.paper.updateMany({
    where: { act, subjectId: deed.subject.id, state: "issued" },
    data: { ...serviceColumns(service), state: "served", version: { increment: 1 } },
  });
}

const voidFor = ({ tx, now }: Work, act: ActName, { subject }: Deed) =>
  tx.paper.updateMany({
    where: { act, subjectId: subject.id, state: { not: "withdrawn" } },
    data: { state: "withdrawn", withdrawnAt: now, version: { increment: 1 } },
  });
