/** Repeated requests while a page is shown. A hidden tab, and a page behind the login, send none. */

import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ApiError } from "./errors.js";
import { isLoginNeeded } from "./lock.js";

/** Milliseconds after which a call that has failed is tried again. */
const RETRY_INTERVAL = 5000;

/**
 * @template T
 * @typedef {{data: T | undefined, error: ApiError | undefined, loaded: number}} Polled `loaded` is when `data` came, epoch milliseconds
 */

/**
 * @template T
 * @typedef {number | ((data: T | undefined, age: number) => number)} Interval milliseconds from one call to the next; 0: none follows.
 * `age`: milliseconds since the first call
 */

/**
 * Calls `load` now and then each `interval`, counted from one call's start to the next one's, while the tab is visible. The last data stay when a call fails.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {Interval<T>} interval
 * @param {unknown[]} inputs a change of one of them loads anew
 * @returns {{state: import("@preact/signals").Signal<Polled<T>>, reload: () => void}}
 */
export function usePolling(load, interval, inputs) {
  const polling = useMemo(() => createPolling(load, interval), inputs);
  useEffect(() => polling.start(), [polling]);
  return polling;
}

const isPaused = () => document.hidden || isLoginNeeded.value;

/**
 * Creates the polling; `start` begins it and returns the function that ends it.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {Interval<T>} interval
 */
export function createPolling(load, interval) {
  /** @type {import("@preact/signals").Signal<Polled<T>>} */
  const state = signal({ data: undefined, error: undefined, loaded: 0 });
  let controller = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let running = false;
  let started = Date.now();

  async function tick() {
    clearTimeout(timer);
    controller.abort();
    const own = (controller = new AbortController());
    const began = Date.now();
    try {
      const data = await load(own.signal);
      if (own.signal.aborted) return;
      state.value = { data, error: undefined, loaded: Date.now() };
    } catch (error) {
      if (own.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      state.value = { ...state.value, error };
    } finally {
      const delay = nextDelay();
      if (running && delay && !own.signal.aborted && !isPaused()) timer = setTimeout(tick, Math.max(delay - (Date.now() - began), delay / 4));
    }
  }

  function nextDelay() {
    const { data, error } = state.value;
    const delay = typeof interval === "function" ? interval(data, Date.now() - started) : interval;
    return error?.isTemporary ? Math.min(delay || RETRY_INTERVAL, RETRY_INTERVAL) : delay;
  }

  function pauseOrGoOn() {
    if (isPaused()) clearTimeout(timer);
    else if (nextDelay() || !state.value.loaded || state.value.error) void tick();
  }

  function start() {
    running = true;
    started = Date.now();
    document.addEventListener("visibilitychange", pauseOrGoOn);
    const unsubscribe = isLoginNeeded.subscribe(pauseOrGoOn);
    return () => {
      running = false;
      clearTimeout(timer);
      controller.abort();
      document.removeEventListener("visibilitychange", pauseOrGoOn);
      unsubscribe();
    };
  }

  return { state, start, reload: () => void tick() };
}
