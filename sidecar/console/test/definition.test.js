import assert from "node:assert/strict";
import { test } from "node:test";
import { adoptTable, adoptValue, deletionsMode, isIncremental, keyToText, needsKey, partitionMode, textToKey, withDeletionsMode, withFieldType, withoutEmptyValues, withPartitionMode, withSchedule } from "../src/definition.js";
import { definitionFilter } from "../src/definition_filter.js";

test("what a person has cleared is not sent", () => {
  assert.deepEqual(withoutEmptyValues({ a: "", b: [], c: undefined, d: 0, e: false, f: "x" }), { d: 0, e: false, f: "x" });
});

for (const [text, key] of [["", undefined], ["id", "id"], [" tenant , id ", ["tenant", "id"]]]) {
  test(`the key [${text}] is ${JSON.stringify(key)}`, () => {
    assert.deepEqual(textToKey(text), key);
    assert.equal(keyToText(key).replaceAll(" ", ""), text.replaceAll(" ", ""));
  });
}

test("a field's type is set and removed, and the rest of the mapping stays", () => {
  const mapping = { dynamic: "strict", properties: { a: { type: "long" } } };
  const changed = withFieldType(mapping, "b", "keyword");
  assert.deepEqual(changed, { dynamic: "strict", properties: { a: { type: "long" }, b: { type: "keyword" } } });
  assert.deepEqual(withFieldType({ properties: { a: { type: "long" } } }, "a", ""), undefined);
});

for (const [text, parameters] of [["", {}], ["ord", { id: "*ord*" }], ["ord*", { id: "ord*" }], ["ingest.target:x", { q: "ingest.target:x" }]]) {
  test(`[${text}] filters by ${JSON.stringify(parameters)}`, () => assert.deepEqual(definitionFilter(text), parameters));
}

test("another table replaces what the table before proposed", () => {
  const [keyed, keyless] = [{ query: "a", target: "a", pk_field: "id" }, { query: "b", target: "b" }];
  const first = withoutEmptyValues(adoptTable({ strategy: "REPLACE" }, undefined, keyed));
  assert.deepEqual(first, { strategy: "REPLACE", query: "a", target: "a", pk_field: "id" });
  assert.deepEqual(withoutEmptyValues(adoptTable(first, keyed, keyless)), { strategy: "REPLACE", query: "b", target: "b" });
});

test("a table that is read by another strategy has no deletions", () => {
  const ingest = adoptTable({ deletions: "compare", deletions_query: "a", deletions_schedule: "0 0 3 * * ?", schedule: "0 0 2 * * ?" }, undefined, { strategy: "REPLACE", query: "a", target: "a" });
  assert.deepEqual(withoutEmptyValues(ingest), { strategy: "REPLACE", query: "a", target: "a", schedule: "0 0 2 * * ?" });
});

for (const [ingest, keyed, incremental] of [
  [{}, false, true],
  [{ strategy: "INCREMENTAL", deletions: "compare" }, true, true],
  [{ strategy: "INCREMENTAL", deletions: { column: "gone" } }, true, true],
  [{ strategy: "REPLACE" }, false, false],
  [{ strategy: "MIRROR" }, true, false],
]) {
  test(`${JSON.stringify(ingest)} needs ${keyed ? "a" : "no"} key, and is ${incremental ? "" : "not "}incremental`, () => {
    assert.equal(needsKey(ingest), keyed);
    assert.equal(isIncremental(ingest), incremental);
  });
}

for (const [current, before, result] of [["", "a", "b"], [undefined, undefined, "b"], ["a", "a", "b"], ["mine", "a", "mine"], ["mine", undefined, "mine"]]) {
  test(`[${current}] after the proposal [${before}] becomes [${result}]`, () => assert.equal(adoptValue(current, before, "b"), result));
}

const SUNDAYS = "0 0 3 ? * SUN", DAILY = "0 0 2 * * ?";

/** Definitions by the way in which they delete documents. */
const DELETING = {
  none: {},
  compare: { deletions: "compare", deletions_query: "select id from t" },
  schedule: { deletions: "compare", deletions_query: "select id from t", deletions_schedule: DAILY },
  column: { deletions: { column: "gone" } },
};

for (const [mode, ingest] of Object.entries(DELETING)) {
  test(`deletions of ${JSON.stringify(ingest)} are [${mode}]`, () => assert.equal(deletionsMode(ingest), mode));
}

for (const before of Object.keys(DELETING)) {
  test(`deletions that were [${before}] keep no field of theirs that does not apply any more`, () => {
    const changed = (mode) => withoutEmptyValues(withDeletionsMode({ ...DELETING[before], schedule: DAILY }, mode, {}));
    const query = DELETING[before].deletions_query ? { deletions_query: "select id from t" } : {};
    assert.deepEqual(changed("none"), { schedule: DAILY });
    assert.deepEqual(changed("compare"), { schedule: DAILY, deletions: "compare", ...query });
    assert.deepEqual(changed("schedule"), { schedule: DAILY, deletions: "compare", deletions_schedule: SUNDAYS, ...query });
    assert.deepEqual(changed("column"), { schedule: DAILY, deletions: { column: "" } });
  });
}

test("a schedule of deletions that is being written is one", () => {
  assert.equal(deletionsMode({ deletions: "compare", deletions_schedule: "" }), "schedule");
});

test("the first schedule is enabled, and nothing is enabled without one", () => {
  const scheduled = withDeletionsMode({ timezone: "Asia/Tokyo" }, "schedule", {});
  assert.deepEqual([scheduled.enable_scheduler, scheduled.timezone], [true, "Asia/Tokyo"]);
  const both = withSchedule(scheduled, "schedule", DAILY, {});
  assert.equal(withDeletionsMode(both, "column", {}).enable_scheduler, true);
  assert.equal(withDeletionsMode(scheduled, "column", {}).enable_scheduler, false);
  assert.equal(withDeletionsMode({}, "schedule", {}).timezone, Intl.DateTimeFormat().resolvedOptions().timeZone);
});

test("a disabled schedule stays disabled when another one is added, or it is written anew", () => {
  const disabled = { schedule: DAILY, enable_scheduler: false };
  assert.equal(withDeletionsMode(disabled, "schedule", disabled).enable_scheduler, false);
  assert.equal(withSchedule(withSchedule(disabled, "schedule", "", disabled), "schedule", SUNDAYS, disabled).enable_scheduler, false);
});

for (const [partition, mode] of [[undefined, "none"], [{ column: "id" }, "local"], [{ column: "id", executor: "local" }, "local"], [{ column: "id", executor: "dask" }, "dask"]]) {
  test(`ranges of ${JSON.stringify(partition)} are read by [${mode}]`, () => assert.equal(partitionMode({ partition }), mode));
}

test("another executor of ranges keeps their other fields, and the default one is not sent", () => {
  const ingest = { target: "a", partition: { column: "id", count: 8, later: true } };
  const dask = withPartitionMode(ingest, "dask");
  assert.deepEqual(dask, { target: "a", partition: { column: "id", count: 8, later: true, executor: "dask" } });
  assert.deepEqual(withPartitionMode(dask, "local"), ingest);
  assert.deepEqual(withoutEmptyValues(withPartitionMode(dask, "none")), { target: "a" });
  assert.deepEqual(withPartitionMode({}, "dask"), { partition: { column: "", executor: "dask" } });
});
