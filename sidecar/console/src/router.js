/** The address of the page that is shown, in the hash: deep links work below any path prefix. */

import { computed, signal } from "@preact/signals";

/** @typedef {{page: string, id: string | undefined, query: URLSearchParams}} Route */

const hash = signal(location.hash);

/** The place of the shown page in the tab's history. Each entry holds its own, as the way back to it must be known. */
let position = history.state?.position ?? 0;
numberEntry();

/** @type {(() => boolean) | undefined} */
let mayLeave;

// The browser's buttons and the address bar cannot be stopped, only undone.
addEventListener("popstate", () => {
  const shown = position, isSame = location.hash === hash.value;
  position = history.state?.position ?? (isSame ? shown : shown + 1);
  numberEntry();
  if (isSame || !mayLeave || mayLeave()) hash.value = location.hash;
  else history.go(shown - position);
});

function numberEntry() {
  history.replaceState({ position }, "");
}

/**
 * Calls `ask` before another page is shown, until the returned function is called. If it returns false, the page stays.
 * @param {() => boolean} ask
 */
export function guardPage(ask) {
  mayLeave = ask;
  return () => (mayLeave = undefined);
}

/**
 * Shows the page of an address after everything on this one was saved: nothing is asked.
 * @param {string} address
 */
export function leaveFor(address) {
  mayLeave = undefined;
  location.hash = address;
}

/** The current route: `#/jobs/orders?page=2` is the page `jobs`, the id `orders` and the query `page=2`. */
export const route = computed(() => parseRoute(hash.value));

/**
 * Parses the hash of an address.
 * @param {string} text
 * @returns {Route}
 */
export function parseRoute(text) {
  const [path = "", query = ""] = text.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...id] = path.split("/");
  return { page: page || "overview", id: id.length ? decodeSegment(id.join("/")) : undefined, query: new URLSearchParams(query) };
}

/**
 * Returns the hash of a page.
 * @param {string} page
 * @param {string} [id]
 * @param {Record<string, string | number | undefined>} [query]
 */
export function link(page, id, query = {}) {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return `#/${page}${id === undefined ? "" : `/${encodeURIComponent(id)}`}${search && `?${search}`}`;
}

/** @param {string} segment */
function decodeSegment(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
