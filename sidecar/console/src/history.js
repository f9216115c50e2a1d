/** The history of an execution, as the API stores it: columns of equal length. */

/**
 * @typedef {object} History
 * @property {number[]} time epoch milliseconds
 * @property {number[]} rows acknowledged so far
 * @property {number[]} docs_per_second
 * @property {(string | null)[]} bottleneck
 */

/** @typedef {{part: string, from: number, to: number}} Band times are epoch milliseconds */

/** The parts of a run that can be the slowest one, and their names. */
export const PARTS = /** @type {Record<string, string>} */ ({
  source: "Database",
  transform: "Encoding",
  elasticsearch: "Elasticsearch",
});

/**
 * Returns the stretches of time in which one part was the slowest.
 * @param {History} history
 * @returns {Band[]}
 */
export function bottleneckBands({ time, bottleneck }) {
  /** @type {Band[]} */
  const bands = [];
  bottleneck.forEach((part, index) => {
    const from = time[index], to = time[index + 1];
    const last = bands.at(-1);
    if (part === null || from === undefined || to === undefined) return;
    if (last && last.part === part && last.to === from) last.to = to;
    else bands.push({ part, from, to });
  });
  return bands;
}

/**
 * Returns the share of each part in the time that has a bottleneck, largest first.
 * @param {Band[]} bands
 * @returns {[string, number][]}
 */
export function bottleneckShares(bands) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { part, from, to } of bands) sums.set(part, (sums.get(part) ?? 0) + to - from);
  const total = [...sums.values()].reduce((sum, each) => sum + each, 0);
  return [...sums].map(([part, sum]) => /** @type {[string, number]} */ ([part, sum / total])).sort((one, other) => other[1] - one[1]);
}
