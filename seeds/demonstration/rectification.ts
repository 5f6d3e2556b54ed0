/** A rectification, from its order to whatever becomes of it. */
import { dateOf, endOf, instantAt } from "../../schema/calendar/rules.ts";
import { instructRectification, orderRectification } from "../../schema/rectification/commands.ts";
import type { Case } from "./case.ts";
import { punish } from "./credit.ts";
import { reviewGrade } from "./grade.ts";
import { personName } from "./names.ts";
import { deliver } from "./paper.ts";
import { handOver } from "./transfer.ts";

/** How they end, in hundredths. */
const courses = { inTime: 50, late: 12, silent: 9, sentBack: 8, extended: 8, refused: 5, failed: 8 } as const;
type Course = keyof typeof courses;

export interface Place {
  cityCode: string;
  countyCode: string;
}

/**
 * Orders findings of one complex to be put right, and lets the order go its way.
 *
 * @param accepted goes on with whatever waited for it.
 */
export async function order(
  course: Case,
  place: Place,
  findingIds: readonly string[],
  at: Date,
  accepted: (at: Date) => void = () => {},
): Promise<void> {
  const { random } = course;
  const county = `county-${place.countyCode}`;
  const last = dateOf(at).add({
    days: random.weighted([5, 7, 10, 15, 20], (days) => (days === 7 || days === 15 ? 3 : 1)),
  });
  const deadline = instantAt(last, "18:00");
  const { id } = await orderRectification(course.as(county, at), {
    findingIds,
    responsiblePerson: personName(random),
    requirement: "限期整改到位，整改情况向业主公示，整改前后照片存档。",
    deadline,
  });
  deliver(course.branch("paper"), county, id, at);
  const names = Object.keys(courses) as Course[];
  const way = random.weighted(names, (name) => courses[name]);
  ways[way]({ course, county, city: `city-${place.cityCode}`, id, place, ordered: at, deadline, accepted });
}

interface Ordered {
  course: Case;
  county: string;
  city: string;
  id: string;
  place: Place;
  ordered: Date;
  deadline: Date;
  accepted(at: Date): void;
}

const ways: Record<Course, (ordered: Ordered) => void> = {
  inTime: (it) =>
    begin(it, (at) => {
      const when = new Date(Math.max(before(it).getTime(), at.getTime() + 1_800_000));
      submit(it, when, (then) => accept(it, then, it.course.random.int(0, 2)));
    }),
  late: (it) =>
    begin(it, () => {
      const days = it.course.random.int(1, 6);
      it.course.later(it.deadline, days, (at) => submitted(it, at, (then) => accept(it, then, 1)));
    }),
  silent: (it) => {
    if (it.course.random.chance(0.5)) begin(it, () => {});
  },
  sentBack: (it) =>
    submit(it, before(it), (at) =>
      it.course.later(at, 1, async (then) => {
        const reason = "照片与现场不符，请补充整改后的全景照片。";
        await instructRectification(it.course.as(it.county, then), it.id, { type: "sendBack", reason });
        it.course.later(then, 2, (again) => submitted(it, again, (last) => accept(it, last, 1)));
      }),
    ),
  extended: (it) => {
    const { course, county, city, id, deadline } = it;
    course.at(new Date(deadline.getTime() - 30 * 3_600_000), async (at) => {
      const later = instantAt(dateOf(deadline).add({ days: 7 }), "18:00");
      const reason = "配件采购需要时间，已提交采购合同。";
      await instructRectification(course.as(county, at), id, { type: "askExtension", deadline: later, reason });
      course.at(new Date(at.getTime() + 3_600_000), async (then) => {
        await instructRectification(course.as(city, then), id, { type: "approveExtension" });
        course.later(then, 3, (done) => submitted(it, done, (last) => accept(it, last, 1)));
      });
    });
  },
  refused: (it) =>
    it.course.later(it.ordered, 2, async (at) => {
      const letter = await it.course.photograph(it.county, at);
      await instructRectification(it.course.as(it.county, at), it.id, { type: "refuse", evidence: [letter] });
      punish(it.course, it.place, it.id, at);
      reviewGrade(it.course.branch("grade"), it.place, it.id, at);
      handOver(it.course.branch("transfer"), it.place, it.id, at);
    }),
  failed: (it) =>
    it.course.later(it.deadline, it.course.random.int(2, 5), async (at) => {
      const photo = await it.course.photograph(it.county, at);
      const onTheSpot = { carriedOutAt: at, evidenceIds: [photo], notes: "到期复查，仍未整改到位。" };
      await instructRectification(it.course.as(it.county, at), it.id, { type: "fail", inspectionId: "", onTheSpot });
      if (it.course.random.chance(0.5)) punish(it.course, it.place, it.id, at);
      reviewGrade(it.course.branch("grade"), it.place, it.id, at);
      handOver(it.course.branch("transfer"), it.place, it.id, at);
    }),
};

/** Some time before the deadline. */
function before({ course, ordered, deadline }: Ordered): Date {
  const span = deadline.getTime() - ordered.getTime();
  const at = new Date(ordered.getTime() + span * (0.3 + 0.6 * course.random.next()));
  // In the night nobody submits: the same day at ten.
  return endOf(dateOf(at)).getTime() - at.getTime() < 7 * 3_600_000 ? instantAt(dateOf(at), "10:20") : at;
}

function begin({ course, county, id, ordered }: Ordered, then: (at: Date) => void) {
  course.later(ordered, 1, async (at) => {
    await instructRectification(course.as(county, at), id, { type: "start" });
    then(at);
  });
}

const submit = (it: Ordered, at: Date, then: (at: Date) => void) => it.course.at(at, (now) => submitted(it, now, then));

async function submitted({ course, county, id }: Ordered, at: Date, then: (at: Date) => void) {
  const photo = await course.photograph(county, at);
  await instructRectification(course.as(county, at), id, { type: "submit", evidence: [photo] });
  then(at);
}

function accept({ course, county, id, place, accepted }: Ordered, submittedAt: Date, workingDays: number) {
  course.later(submittedAt, workingDays, async (at) => {
    const photo = await course.photograph(county, at);
    const onTheSpot = { carriedOutAt: at, evidenceIds: [photo], notes: "现场核查，已整改到位。" };
    await instructRectification(course.as(county, at), id, { type: "accept", inspectionId: "", onTheSpot });
    accepted(at);
    handOver(course.branch("transfer"), place, id, at);
  });
}
