/** Who is concerned by what has just happened is told so, in the transaction in which it happened. */
import type { Prisma, User } from "../../prisma/generated/client.ts";
import type { Department } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../account/viewer.ts";
import { predicateOf } from "../activity/condition.ts";
import { columnsOf, type NewEvent } from "../activity/log.ts";
import { accessScope } from "../activity/policy.ts";
import type { Work } from "../activity/transact.ts";
import { type Channels, type Concerned, concernedBy, isUrgent, notificationKinds } from "./kinds.ts";
import { digestAt, officesOf, roleIn } from "./rules.ts";

/** @param events what a transaction is about to append to the log */
export async function notify(work: Work, events: readonly NewEvent[]): Promise<void> {
  const concerning = events.filter(({ kind }) => concernedBy.has(kind));
  if (concerning.length === 0) return;
  const handlers = await handlersOf(work, concerning);
  const whom = concerning.map((event) => ({ event, where: peopleOf(event, handlers) }));
  const people = await work.tx.user.findMany({
    where: { disabledAt: null, OR: anyOf(whom.flatMap(({ where }) => where)) },
    orderBy: { id: "asc" },
  });
  const chosen = await chosenBy(work, people);
  const rows = people.flatMap((person) =>
    whom
      .filter(({ where }) => where.some((one) => isOf(person, one)))
      .flatMap(({ event }) => row(work, event, person, chosen)),
  );
  await write(work, rows, concerning);
}

type Where = { id: string } | { role: User["role"]; regionCode: string; department?: Department };

const isOf = (person: User, where: Where) =>
  "id" in where
    ? person.id === where.id
    : person.role === where.role &&
      person.regionCode === where.regionCode &&
      (where.department === undefined || person.department === where.department);

/** However many offices are addressed, one condition for each role. */
function anyOf(asked: readonly Where[]): Prisma.UserWhereInput[] {
  const ids = asked.flatMap((one) => ("id" in one ? [one.id] : []));
  const offices = Map.groupBy(
    asked.flatMap((one) => ("id" in one ? [] : [one])),
    ({ role }) => role,
  );
  return [
    { id: { in: ids } },
    ...[...offices].map(([role, of]) => ({ role, regionCode: { in: [...new Set(of.map((one) => one.regionCode))] } })),
  ];
}

/** In whose hands the complaint or the incident is. */
async function handlersOf({ tx }: Work, events: readonly NewEvent[]): Promise<ReadonlyMap<string, string | null>> {
  const subjects = events
    .filter(({ kind }) => concernedBy.get(kind)?.whom.includes("handler"))
    .map(({ subject }) => subject);
  if (subjects.length === 0) return new Map();
  const where = { id: { in: subjects.map(({ id }) => id) } };
  const incidents = subjects.some(({ type }) => type === "OpinionIncident")
    ? await tx.opinionIncident.findMany({ where, select: { id: true, ownerId: true } })
    : [];
  const complaints = subjects.some(({ type }) => type === "Complaint")
    ? await tx.complaint.findMany({ where, select: { id: true, handlerId: true } })
    : [];
  return new Map([
    ...incidents.map(({ id, ownerId }) => [id, ownerId] as const),
    ...complaints.map(({ id, handlerId }) => [id, handlerId] as const),
  ]);
}

function peopleOf(event: NewEvent, handlers: ReadonlyMap<string, string | null>): Where[] {
  const offices = (concerned: Concerned) => (): Where[] =>
    officesOf(concerned, event).map((regionCode) => ({ role: roleIn(regionCode), regionCode }));
  const of: Readonly<Record<Concerned, () => Where[]>> = {
    handler: () => {
      const id = handlers.get(event.subject.id);
      return id ? [{ id }] : [];
    },
    own: offices("own"),
    above: offices("above"),
    city: offices("city"),
    province: offices("province"),
    leaders: () => [{ role: "leader", regionCode: event.region.slice(0, 2) }],
    addressed: offices("addressed"),
    departments: () =>
      (event.audienceDepartments ?? []).map((address) => {
        const [department, regionCode = ""] = address.split(":");
        return department === "disciplineInspection"
          ? { role: "discipline", regionCode }
          : { role: "department", regionCode, department: department as Department };
      }),
    asker: offices("asker"),
  };
  return (concernedBy.get(event.kind)?.whom ?? []).flatMap((concerned) => of[concerned]());
}

const chosenBy = async ({ tx }: Work, people: readonly User[]): Promise<ReadonlyMap<string, Channels>> => {
  const rows = await tx.notificationSetting.findMany({ where: { userId: { in: people.map(({ id }) => id) } } });
  return new Map(rows.map((setting) => [`${setting.userId} ${setting.kind}`, setting]));
};

/** Somebody as the policies know them. */
export const viewerOf = ({ id, name, role, regionCode, department }: User): Viewer => ({
  kind: "user",
  id,
  name,
  role,
  region: regionCode,
  department,
  scopes: [],
});

function row(
  { now, viewer, context }: Work,
  event: NewEvent,
  person: User,
  chosen: ReadonlyMap<string, Channels>,
): Prisma.NotificationCreateManyInput[] {
  // Nobody needs to be told what they did themselves, nor may be told what they may not know.
  if (person.id === viewer.id) return [];
  if (!predicateOf(accessScope(viewerOf(person)))(columnsOf(event, viewer))) return [];
  const kind = concernedBy.get(event.kind)?.kind;
  if (!kind) return [];
  const { console, mail } = chosen.get(`${person.id} ${kind}`) ?? notificationKinds[kind].channels;
  const mailing = mail && context.mails;
  if (!console && !mailing) return [];
  const { type, id, version } = event.subject;
  return [
    {
      userId: person.id,
      kind,
      eventKind: event.kind,
      subjectType: type,
      subjectId: id,
      subjectVersion: version,
      occurredAt: event.occurredAt ?? now,
      shown: console,
      mailing,
    },
  ];
}

async function write(work: Work, rows: Prisma.NotificationCreateManyInput[], events: readonly NewEvent[]) {
  if (rows.length === 0) return;
  await work.tx.notification.createMany({ data: rows, skipDuplicates: true });
  const mailed = rows.filter(({ mailing }) => mailing);
  if (mailed.length === 0) return;
  const { notification: policy } = await work.settings();
  const urgent = events.some(({ kind, facts }) => isUrgent(kind, facts ?? {}));
  const dueAt = digestAt(work.now, policy, urgent);
  for (const userId of new Set(mailed.map((one) => one.userId)))
    work.setTimer({ kind: "notificationDigest", subject: { type: "User", id: userId }, dueAt });
}
