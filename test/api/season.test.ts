import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { complain } from "../../seeds/demonstration/complaints.ts";
import { screenLedger } from "../../seeds/demonstration/screening.ts";
import { createReferenceDatabase, type TestDatabase } from "../kit/database.ts";
import { checkFigures, type Recomputed } from "../season/figures.ts";
import { checkLetters, type Letters } from "../season/letters.ts";
import { checkMoments, type Moments } from "../season/moments.ts";
import { withSeason } from "../season/season.ts";

/** The first weeks of the campaign, the May holiday among them, in a small part of the province: `npm run bench -- season` plays all. */
const weeks = 3;
const seed = process.env.HUB_SEASON_SEED ?? String(randomInt(1_000_000));
const told = `HUB_SEASON_SEED=${seed}`;

let database: TestDatabase;
let moments: Moments;
let letters: Letters;
let figures: Recomputed;
let played: { kills: number; refused: readonly string[] };
beforeAll(async () => {
  database = await createReferenceDatabase();
  const options = { databaseUrl: database.url, seed, weeks, share: 0.01 };
  await withSeason(
    {
      ...options,
      life: (...stage) => {
        screenLedger(...stage);
        complain(...stage);
      },
    },
    async (season) => {
      moments = await checkMoments(season, weeks);
      letters = await checkLetters(season);
      figures = await checkFigures(season, letters.workbooks);
      played = { kills: season.kills, refused: season.refused };
    },
  );
}, 600_000);
afterAll(() => database?.drop());

it("opens every week, and has every report due and late, as the calendar says", () => {
  expect(moments.wrong, told).toEqual([]);
  expect(moments.reports).toBe(weeks * (117 + 11));
  expect(moments.onTime).toBeGreaterThan(weeks * 11);
  // Nothing lies in most counties here: they say nothing, and owe it all the same.
  expect(moments.missing).toBeGreaterThan(weeks * 50);
});

it("has its briefs received, each as one letter to each, though the process is killed in every week", () => {
  expect(letters.wrong, told).toEqual([]);
  expect([letters.briefs, letters.workbooks.size, played.kills]).toEqual([weeks, weeks, weeks]);
  // One was killed before it heard that its letter had been taken.
  expect(letters.copies, told).toBeGreaterThan(weeks * 2);
});

it("comes to the same figures when all that was sent is recomputed from the log", () => {
  expect(figures.wrong.slice(0, 20), told).toEqual([]);
  expect(figures.compared).toBeGreaterThan(10_000);
  expect(played.refused, told).toEqual([]);
});
