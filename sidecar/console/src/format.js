/** Numbers, durations and times as people read them. */

const UNITS = /** @type {const} */ ([
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
]);

const BYTES = ["B", "kB", "MB", "GB", "TB"];

const integer = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });
const dateTime = new Intl.DateTimeFormat("en-CA", {
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** @param {number | undefined} value */
export function formatCount(value) {
  return value === undefined ? "–" : integer.format(value);
}

/** @param {number | undefined} value */
export function formatCompact(value) {
  return value === undefined ? "–" : compact.format(value);
}

/** @param {number | undefined} bytes */
export function formatBytes(bytes) {
  if (bytes === undefined) return "–";
  const power = Math.min(BYTES.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${BYTES[power]}`;
}

/** @param {number | undefined} perSecond */
export function formatRate(perSecond) {
  return perSecond === undefined ? "–" : `${integer.format(perSecond)}/s`;
}

/**
 * Formats a duration in its two largest units, such as `2 h 5 min`.
 * @param {number | undefined} millis
 */
export function formatDuration(millis) {
  if (millis === undefined) return "–";
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`;
  if (millis < 10_000) return `${(Math.floor(millis / 100) / 10).toFixed(1)} s`;
  const first = UNITS.findIndex(([, size]) => millis >= size);
  let rest = millis;
  return UNITS.slice(first, first + 2).flatMap(([unit, size]) => {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    return whole ? [`${whole} ${unit}`] : [];
  }).join(" ");
}

/**
 * Formats a time in the browser's time zone.
 * @param {number | undefined} millis
 */
export function formatTime(millis) {
  return millis === undefined ? "–" : dateTime.format(millis).replace(",", "");
}

/**
 * Formats the time of day in the browser's time zone.
 * @param {number} millis
 */
export function formatClock(millis) {
  return clock.format(millis);
}

/**
 * Formats how far a time is from now, such as `5 min ago` or `in 2 h`.
 * @param {number | undefined} millis
 * @param {number} now
 */
export function formatRelative(millis, now) {
  if (millis === undefined) return "–";
  const distance = Math.abs(now - millis);
  if (distance < 1000) return "now";
  const [unit, size] = UNITS.find(([, each]) => distance >= each) ?? ["s", 1000];
  const text = `${Math.floor(distance / size)} ${unit}`;
  return millis <= now ? `${text} ago` : `in ${text}`;
}

/** @param {number | undefined} value */
export function formatPercent(value) {
  return value === undefined ? "" : `${Math.floor(value)} %`;
}

/**
 * Names who did something, with the API key if one was used, such as `alice (API key nightly)`.
 * @param {Record<string, any>} record with fields such as `started_by` and `started_by_api_key`
 * @param {string} verb such as `started`
 * @returns {string | undefined} undefined if it is not recorded
 */
export function formatAuthor(record, verb) {
  const name = record[`${verb}_by`], key = record[`${verb}_by_api_key`];
  return name && key ? `${name} (API key ${key})` : name;
}

/**
 * Says whether a webhook was delivered, and if not, why.
 * @param {{state: string, attempts: number, error?: string}} webhook
 */
export function formatWebhook({ state, attempts, error }) {
  const tries = attempts > 1 ? `${state} after ${attempts} attempts` : state;
  return state === "pending" && attempts > 0 ? `pending, ${attempts} failed: ${error ?? "–"}` : error ? `${tries}: ${error}` : tries;
}
