import { describe, expect, it } from "vitest";
import { safeLink } from "../../schema/link.ts";
import { publicityEvents } from "../../schema/publicity/events.ts";
import { allowedCommands, decide, type Publication, recordPublicity } from "../../schema/publicity/rules.ts";
import { item, publication, today, when } from "../kit/publications.ts";
import { refusal } from "../kit/refused.ts";

describe("a publication is recorded", () => {
  it("by its medium and what it is about", () => {
    const given = publication();
    expect(recordPublicity(given, when())).toEqual({
      state: "published",
      fields: given,
      events: [{ kind: "PublicityRecorded", facts: { medium: "wechat", about: "campaign" } }],
      setTimers: [],
      cancelTimers: [],
    });
  });
  it("without a link where it is not on the net", () => {
    for (const medium of ["television", "newspaper", "radio", "other"] as const)
      expect(recordPublicity(publication({ medium, link: null }), when()).fields).toMatchObject({ medium, link: null });
  });
  it("with the company that it is about", () => {
    for (const about of ["exposure", "advancedCompany"] as const)
      expect(recordPublicity(publication({ about, companyId: "a" }), when()).events[0]?.facts).toMatchObject({ about });
  });
  it.each<[string, Partial<Publication>, string, string]>([
    ["tomorrow", { publishedOn: today.add({ days: 1 }) }, "publicity/in-future", "publishedOn"],
    ["without a title", { title: " " }, "publicity/text-missing", "title"],
    ["without an outlet", { outlet: "" }, "publicity/text-missing", "outlet"],
    ["on a site without a link", { medium: "site", link: null }, "publicity/link-missing", "link"],
    ["on WeChat without a link", { medium: "wechat", link: null }, "publicity/link-missing", "link"],
    ["on Weibo without a link", { medium: "weibo", link: null }, "publicity/link-missing", "link"],
    ["on Douyin without a link", { medium: "douyin", link: null }, "publicity/link-missing", "link"],
    ["with a link that is none", { link: "演示" }, "publicity/link-unsafe", "link"],
    ["of the campaign with a company", { companyId: "a" }, "publicity/company-unfit", "companyId"],
  ])("not %s", (_, over, code, field) => {
    expect(() => recordPublicity(publication(over), when())).toThrow(refusal(code, [field]));
  });
});

describe("its body", () => {
  it("corrects it, and the figures of medium and matter move with it", () => {
    const to = publication({ medium: "newspaper", link: null, about: "exposure" });
    const { events, fields, state } = decide(item(), { type: "correct", to, reason: "why" }, when());
    expect({ fields, state }).toEqual({ fields: to, state: "published" });
    const facts = { medium: "newspaper", about: "exposure", wasMedium: "wechat", wasAbout: "campaign" };
    expect(events).toEqual([{ kind: "PublicityCorrected", facts }]);
    expect(publicityEvents.PublicityCorrected.figures(facts)).toEqual({
      "publicity.published/medium/newspaper": 1,
      "publicity.published/medium/wechat": -1,
      "publicity.published/about/exposure": 1,
      "publicity.published/about/campaign": -1,
    });
  });
  it.each<[Partial<Publication>]>([
    [{ medium: "weibo" }],
    [{ outlet: "another" }],
    [{ title: "another" }],
    [{ publishedOn: today.subtract({ days: 1 }) }],
    [{ link: "https://mp.example.com/s/2" }],
    [{ about: "exposure" }],
  ])("corrects each part of it: %j", (over) => {
    const command = { type: "correct", to: publication(over), reason: "why" } as const;
    expect(decide(item(), command, when()).fields).toEqual(publication(over));
  });
  it("corrects its company", () => {
    const [was, is] = ["a", "b"].map((companyId) => publication({ about: "exposure", companyId }));
    const command = { type: "correct", to: is as Publication, reason: "why" } as const;
    expect(decide(item(was), command, when()).fields).toEqual(is);
  });
  it("has to change something, to what could have been recorded, and to say why", () => {
    const correct = (over: Partial<Publication>, reason = "why") =>
      decide(item(), { type: "correct", to: publication(over), reason }, when());
    expect(() => correct({})).toThrow(refusal("publicity/nothing-changed"));
    expect(() => correct({ link: "ftp://a.example.com" })).toThrow(refusal("publicity/link-unsafe", ["link"]));
    expect(() => correct({ title: "another" }, " ")).toThrow(refusal("publicity/text-missing", ["reason"]));
  });
  it("withdraws it, and it counts nowhere", () => {
    const withdrawn = decide(item(), { type: "withdraw", reason: "twice" }, when());
    const facts = { medium: "wechat", about: "campaign" };
    expect(withdrawn).toEqual({
      state: "withdrawn",
      fields: {},
      events: [{ kind: "PublicityWithdrawn", facts }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(publicityEvents.PublicityWithdrawn.figures(facts)).toEqual({
      "publicity.published": -1,
      "publicity.published/medium/wechat": -1,
      "publicity.published/about/campaign": -1,
    });
  });
  it("is the only one to do so", () => {
    expect(() => decide(item(), { type: "withdraw", reason: "why" }, when("14"))).toThrow(
      refusal("publicity/of-another-body"),
    );
    expect(allowedCommands(item(), "1401")).toEqual(["correct", "withdraw"]);
    expect(allowedCommands(item(), "14")).toEqual([]);
    expect(allowedCommands(item({ state: "withdrawn" }), "1401")).toEqual([]);
  });
});

describe("a link that is safe to open", () => {
  it.each(["https://a.example.com/x?y=1#z", "https://xn--fiqs8s.cn/", "https://A.Example.com/"])("%s", (link) => {
    expect(safeLink(` ${link} `)).toBe(link.replace("A.Example", "a.example"));
  });
  it.each([
    "http://a.example.com/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//a.example.com/",
    "https://user@a.example.com/",
    "https://:secret@a.example.com/",
    "https://a.example.com:8443/",
    "https://localhost/",
    "https://hub/",
    "https://127.0.0.1/",
    "https://0x7f000001/",
    "https://[::1]/",
    "https://hub.local/",
    "https://hub.internal/",
    "https://hub.localhost/",
    "演示",
    "",
  ])("not %s", (link) => {
    expect(safeLink(link)).toBeNull();
  });
});
