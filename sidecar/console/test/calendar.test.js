import assert from "node:assert/strict";
import { test } from "node:test";
import { collisions, lanes, ticks } from "../src/calendar.js";

const minute = 60_000;
const run = (start, end) => ({ id: "orders", execution: `orders-${start}`, start, end, state: "successful", isScheduled: true });

test("a fire time during the run before is an overrun, the one that started it is not", () => {
  const fires = [0, 5, 10].map((time) => ({ _id: "orders", time: time * minute }));
  const [lane] = lanes([run(2000, 7 * minute)], fires);
  assert.deepEqual(lane.overruns, [5 * minute]);
});

test("fire times of a schedule during a run that no schedule has started are no overruns", () => {
  const [lane] = lanes([{ ...run(2000, 7 * minute), isScheduled: false }], [{ _id: "orders", time: 5 * minute }]);
  assert.deepEqual(lane.overruns, []);
});

test("jobs with only fire times, and jobs with only runs, have a lane each", () => {
  assert.deepEqual(lanes([run(0, 1)], [{ _id: "customers", time: 5 }]).map(({ id }) => id), ["customers", "orders"]);
});

test("fire times of deletions are kept apart from those of runs, and are no overruns", () => {
  const fires = [{ _id: "orders", time: 4 * minute, kind: "deletion" }, { _id: "orders", time: 5 * minute }];
  const [lane] = lanes([run(2000, 7 * minute)], fires);
  assert.deepEqual([lane.fires, lane.deletions, lane.overruns], [[5 * minute], [4 * minute], [5 * minute]]);
});

test("jobs that start together collide, most of them first", () => {
  const fires = [["a", 1], ["b", 1], ["c", 2], ["a", 3], ["b", 3], ["c", 3]].map(([_id, time]) => ({ _id, time }));
  assert.deepEqual(collisions(fires), [{ time: 3, jobs: ["a", "b", "c"] }, { time: 1, jobs: ["a", "b"] }]);
});

for (const hours of [6, 12, 48, 336]) {
  test(`${hours} hours have some labels, but not too many`, () => {
    const found = ticks(0, hours * 60 * minute).length;
    assert.ok(found >= 2 && found <= 11, String(found));
  });
}
