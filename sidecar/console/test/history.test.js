import assert from "node:assert/strict";
import { test } from "node:test";
import { bottleneckBands, bottleneckShares } from "../src/history.js";

const history = {
  time: [0, 1000, 2000, 3000, 4000], rows: [0, 1, 2, 3, 4], docs_per_second: [0, 1, 1, 1, 1],
  bottleneck: [null, "source", "source", "elasticsearch", "source"],
};

test("stretches with the same bottleneck are one band", () => {
  assert.deepEqual(bottleneckBands(history), [
    { part: "source", from: 1000, to: 3000 },
    { part: "elasticsearch", from: 3000, to: 4000 },
  ]);
});

test("shares are of the time that has a bottleneck", () => {
  assert.deepEqual(bottleneckShares(bottleneckBands(history)), [["source", 2 / 3], ["elasticsearch", 1 / 3]]);
});
