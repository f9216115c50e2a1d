import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { ApiError } from "../src/errors.js";
import { isLoginNeeded } from "../src/lock.js";
import { createPolling } from "../src/poll.js";

/** @type {any} */ (globalThis).document = Object.assign(new EventTarget(), { hidden: false });

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

/** @param {number} millis */
async function pass(millis) {
  mock.timers.tick(millis);
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

/** @param {number} duration milliseconds until a call is answered */
function createCall(duration) {
  return mock.fn(() => new Promise((resolve) => setTimeout(() => resolve("data"), duration)));
}

for (const [title, duration, pause] of /** @type {[string, number, number][]} */ ([
  ["the interval is counted from the start of a call", 400, 600],
  ["a slow answer is followed by a pause", 5000, 250],
])) {
  test(title, async () => {
    const call = createCall(duration);
    const stop = createPolling(call, 1000).start();
    await pass(duration);
    await pass(pause - 1);
    assert.equal(call.mock.callCount(), 1);
    await pass(1);
    assert.equal(call.mock.callCount(), 2);
    stop();
  });
}

test("a call that failed for a time is repeated", async () => {
  const call = mock.fn(() => Promise.reject(new ApiError(503, [])));
  const polling = createPolling(call, 0);
  const stop = polling.start();
  await pass(0);
  assert.equal(polling.state.value.error?.status, 503);
  await pass(5000);
  assert.equal(call.mock.callCount(), 2);
  stop();
});

test("a hidden tab asks for nothing, and at once when it is shown again", async () => {
  const call = createCall(0);
  const stop = createPolling(call, 1000).start();
  await pass(0);
  Object.assign(document, { hidden: true });
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(60_000);
  assert.equal(call.mock.callCount(), 1);
  Object.assign(document, { hidden: false });
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(call.mock.callCount(), 2);
  stop();
});

test("a page behind the login asks for nothing, and again after the login", async () => {
  const call = mock.fn(() => Promise.reject(new ApiError(401, [])));
  const stop = createPolling(call, 0).start();
  await pass(0);
  isLoginNeeded.value = true;
  await pass(60_000);
  assert.equal(call.mock.callCount(), 1);
  isLoginNeeded.value = false;
  assert.equal(call.mock.callCount(), 2);
  stop();
});
