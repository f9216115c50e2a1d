/** The calendar: past runs and fire times of schedules, by job. */

/** @typedef {{id: string, execution: string, start: number, end: number, state: string, isScheduled: boolean}} Run times are epoch milliseconds */
/** @typedef {{_id: string, time: number, kind?: string}} Fire `kind`: what starts, if it is not a run */
/** @typedef {{id: string, runs: Run[], fires: number[], deletions: number[], overruns: number[]}} Lane fire times of runs and of deletions; `overruns`: those of runs that fell into a run */

/**
 * Returns one lane for each job that has a run or a fire time, by id.
 * @param {Run[]} runs
 * @param {Fire[]} fires
 * @returns {Lane[]}
 */
export function lanes(runs, fires) {
  /** @type {Map<string, Lane>} */
  const found = new Map();
  const lane = (/** @type {string} */ id) => {
    const known = found.get(id) ?? { id, runs: [], fires: [], deletions: [], overruns: [] };
    found.set(id, known);
    return known;
  };
  for (const run of runs) lane(run.id).runs.push(run);
  for (const { _id, time, kind } of fires) lane(_id)[kind === "deletion" ? "deletions" : "fires"].push(time);
  for (const each of found.values()) each.overruns = overruns(each);
  return [...found.values()].sort((one, other) => one.id.localeCompare(other.id));
}

/** How late a scheduled run may begin and still be the one of this fire time, milliseconds. */
const START_TOLERANCE = 15_000;

/**
 * Returns the fire times at which the run before had not ended. Fire times are those of today's schedule, which may be a new one:
 * only a run that a schedule has started shows that there was one.
 * @param {Lane} lane
 */
function overruns({ runs, fires }) {
  return fires.filter((time) => runs.some(({ start, end, isScheduled }) => isScheduled && start + START_TOLERANCE < time && time < end));
}

/**
 * Returns the times at which several jobs start runs or deletions, most jobs first.
 * @param {Fire[]} fires
 * @returns {{time: number, jobs: string[]}[]}
 */
export function collisions(fires) {
  /** @type {Map<number, Set<string>>} */
  const byTime = new Map();
  for (const { _id, time } of fires) byTime.set(time, (byTime.get(time) ?? new Set()).add(_id));
  return [...byTime]
    .filter(([, jobs]) => jobs.size > 1)
    .map(([time, jobs]) => ({ time, jobs: [...jobs].sort() }))
    .sort((one, other) => other.jobs.length - one.jobs.length || one.time - other.time);
}

/**
 * Returns the times to label in a range: whole hours or days, at most about ten.
 * @param {number} from epoch milliseconds
 * @param {number} to epoch milliseconds
 */
export function ticks(from, to) {
  const hour = 3_600_000;
  const step = [1, 3, 6, 12, 24, 48, 168].map((hours) => hours * hour).find((size) => (to - from) / size <= 10) ?? 168 * hour;
  const first = new Date(from);
  first.setHours(0, 0, 0, 0);
  const found = [];
  for (let time = first.getTime(); time <= to; time += step) if (time >= from) found.push(time);
  return found;
}
