import assert from "node:assert/strict";
import { test } from "node:test";
import { readError, rejectionOf } from "../src/errors.js";

for (const [reason, path, isFound] of [
  ["[ingest.deletions] expected [none]", "ingest.deletions", true],
  ["[ingest.deletions.column] is missing", "ingest.deletions", true],
  ["[ingest.deletions_schedule] expected a cron expression", "ingest.deletions", false],
  ["a [ingest.deletions] elsewhere", "ingest.deletions", false],
]) {
  test(`[${reason}] is ${isFound ? "" : "not "}about [${path}]`, () => {
    const error = readError(400, { error: { type: "illegal_argument_exception", reason } });
    assert.equal(rejectionOf(error, path), isFound ? reason : undefined);
  });
}

test("what was not rejected has no reason", () => assert.equal(rejectionOf(undefined, "ingest.schedule"), undefined));
