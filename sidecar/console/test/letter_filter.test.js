import assert from "node:assert/strict";
import { test } from "node:test";
import { filterParameters, groupFilter, parseFilter } from "../src/letter_filter.js";

test("a filter survives an address, also by what is not stored", () => {
  const filter = { id: "orders", type: "a, b", field: null, summary: null, q: "x & y" };
  const parameters = Object.entries(filterParameters(filter)).flatMap(([name, value]) => (value ? [[name, value]] : []));
  assert.deepEqual(parseFilter(new URLSearchParams(parameters)), filter);
  assert.deepEqual(parseFilter(new URLSearchParams("from=50")), {});
});

test("a group is selected by all that it was counted by", () => {
  const group = { type: "t", field: null, summary: null, count: 2, jobs: ["orders"] };
  assert.deepEqual(groupFilter({ q: "needle", execution: "e" }, group), { q: "needle", execution: "e", type: "t", field: null, summary: null });
});
