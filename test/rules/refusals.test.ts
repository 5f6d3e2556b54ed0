import { describe, expect, it } from "vitest";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import { message, refusalCodes } from "../../schema/refusals.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the catalogue of refusals", () => {
  it.each(refusalCodes)("%s reads well in both languages", (code) => {
    const bare = new Refusal(code);
    const [zh, en] = [message(bare, "zh"), message(bare, "en")];
    expect(zh).toMatch(/[一-鿿].*[。！？}…]$/);
    expect(en).toMatch(/^[A-Z{“].*[.}…]$/);
    expect(placeholders(zh)).toEqual(placeholders(en));
    expect(code).toMatch(/^([a-zA-Z-]+\/)?[a-z]+(-[a-z]+)*$/);
  });

  it("fills in the facts", () => {
    const stale = refuseGeneral("conflict/stale", [], { currentVersion: 7 });
    expect(message(stale, "zh")).toBe("别人已经改过，现在是第 7 版，请看过后再提交。");
    expect(stale).toMatchObject({ name: "Refusal", message: "conflict/stale", field: [] });
  });

  it("tells states by the names that people use for them", () => {
    const refusal = new Refusal("dispatch/not-in-this-state", [], { state: "accepted" });
    expect(message(refusal, "zh")).toBe("报表目前的状态是“已接收”，不能这样办理。");
    const elsewhere = new Refusal("rectification/not-in-this-state", [], { state: "accepted" });
    expect(message(elsewhere, "zh")).toContain("已验收");
    expect(message(new Refusal("complaint/not-in-this-state", [], { state: "feedbackGiven" }), "en")).toContain(
      "feedback given",
    );
    expect(message(new Refusal("complaint/not-in-this-state", [], { state: "unheard-of" }), "en")).toContain(
      "unheard-of",
    );
    expect(message(new Refusal("region/code-malformed", [], { code: "1" }), "en")).toContain("“1”");
  });

  it("tells nothing about a code that it does not know", () => {
    expect(message(new Refusal("table/missing"), "en")).toBe("Something went wrong on our side; nothing was changed.");
  });
});
