import assert from "node:assert/strict";
import { test } from "node:test";
import { failingJobs, failureBody, searchBody } from "../src/job_log.js";

const bucket = (key, failed, successful) => ({ key, failed: { doc_count: failed }, successful: { doc_count: successful } });

test("a job fails each time if it has failed more than once and was never successful", () => {
  assert.deepEqual(failingJobs([bucket("a", 2, 0), bucket("b", 1, 0), bucket("c", 5, 1), bucket("d", 0, 3)]), ["a"]);
});

test("a list of executions leaves out the long parts of their details", () => {
  const { from, size, _source } = searchBody([], { size: 50 });
  assert.deepEqual([from, size, _source.excludes.includes("ingestion.details.history")], [0, 50, true]);
});

test("a successful verification does not hide that all runs of a job have failed", () => {
  const { query } = failureBody(0);
  assert.deepEqual(query.bool.filter[0], { bool: { must_not: [{ exists: { field: "ingestion.details.kind" } }] } });
});
