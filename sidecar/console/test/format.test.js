import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAuthor, formatDuration, formatRelative, formatWebhook } from "../src/format.js";

for (const [millis, text] of [
  [0, "0 ms"], [999, "999 ms"], [1000, "1.0 s"], [9999, "9.9 s"], [59_999, "59 s"], [60_000, "1 min"], [125_000, "2 min 5 s"],
  [3_600_000, "1 h"], [86_400_000 + 1, "1 d"], [90_061_000, "1 d 1 h"],
]) {
  test(`a duration of ${millis} ms is ${text}`, () => assert.equal(formatDuration(millis), text));
}

for (const [millis, text] of [[0, "now"], [-61_000, "1 min ago"], [7_200_000, "in 2 h"]]) {
  test(`a time ${millis} ms from now is ${text}`, () => assert.equal(formatRelative(1e12 + millis, 1e12), text));
}

for (const [record, text] of /** @type {const} */ ([
  [{}, undefined], [{ started_by: "alice" }, "alice"], [{ started_by: "alice", started_by_api_key: "nightly" }, "alice (API key nightly)"],
  [{ aborted_by: "bob" }, undefined],
])) {
  test(`the author of ${JSON.stringify(record)} is ${text}`, () => assert.equal(formatAuthor(record, "started"), text));
}

for (const [webhook, text] of /** @type {const} */ ([
  [{ state: "pending", attempts: 0 }, "pending"],
  [{ state: "pending", attempts: 2, error: "refused" }, "pending, 2 failed: refused"],
  [{ state: "delivered", attempts: 1 }, "delivered"],
  [{ state: "delivered", attempts: 3 }, "delivered after 3 attempts"],
  [{ state: "failed", attempts: 1, error: "status [400]" }, "failed: status [400]"],
])) {
  test(`a webhook is ${text}`, () => assert.equal(formatWebhook(webhook), text));
}
