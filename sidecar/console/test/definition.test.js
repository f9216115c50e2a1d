import assert from "node:assert/strict";
import { test } from "node:test";
import { adoptTable, adoptValue, isCompared, isIncremental, keyToText, textToKey, withFieldType, withoutEmptyValues } from "../src/definition.js";
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
  const ingest = adoptTable({ deletions: "compare" }, undefined, { strategy: "REPLACE", query: "a", target: "a" });
  assert.deepEqual(withoutEmptyValues(ingest), { strategy: "REPLACE", query: "a", target: "a" });
});

for (const [ingest, compared, incremental] of [
  [{}, false, true],
  [{ strategy: "INCREMENTAL", deletions: "compare" }, true, true],
  [{ strategy: "REPLACE" }, false, false],
  [{ strategy: "MIRROR" }, true, false],
]) {
  test(`${JSON.stringify(ingest)} is ${compared ? "" : "not "}compared, and is ${incremental ? "" : "not "}incremental`, () => {
    assert.equal(isCompared(ingest), compared);
    assert.equal(isIncremental(ingest), incremental);
  });
}

for (const [current, before, result] of [["", "a", "b"], [undefined, undefined, "b"], ["a", "a", "b"], ["mine", "a", "mine"], ["mine", undefined, "mine"]]) {
  test(`[${current}] after the proposal [${before}] becomes [${result}]`, () => assert.equal(adoptValue(current, before, "b"), result));
}
