/** Past runs as bars and fire times as marks, one lane per job. The table behind it says the same in words. */

import { ticks } from "../calendar.js";
import { formatDuration, formatTime } from "../format.js";
import { html } from "../html.js";
import { link } from "../router.js";
import { ScrollArea } from "./scroll_area.js";

const LANE = 26;
const NAMES = 180;
const TIMES = 900;
const HEAD = 22;
const LABEL_WIDTH = 64;

/** From the middle of a mark to its corners. */
const DIAMOND = 3.5;

const label = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });

/** @param {{lanes: import("../calendar.js").Lane[], now: number, from: number, to: number}} properties times are epoch milliseconds */
export function CalendarChart({ lanes, now, from, to }) {
  if (!lanes.length) return html`<p class="muted">No run and no fire time.</p>`;
  const x = (/** @type {number} */ time) => NAMES + ((time - from) / (to - from)) * TIMES;
  const height = HEAD + lanes.length * LANE;
  return html`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${NAMES + TIMES} ${height}`} width=${NAMES + TIMES} height=${height}>
        ${ticks(from, to).map((time) => html`<g key=${time}><line class="grid" x1=${x(time)} x2=${x(time)} y1=${HEAD} y2=${height} />${x(time) + LABEL_WIDTH < NAMES + TIMES && html`<text x=${x(time) + 3} y="14">${label.format(time)}</text>`}</g>`)}
        ${lanes.map((lane, index) => html`<${LaneShapes} key=${lane.id} lane=${lane} x=${x} y=${HEAD + index * LANE} />`)}
        <line class="now" x1=${x(now)} x2=${x(now)} y1=${HEAD - 6} y2=${height} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
      ${lanes.some(({ deletions }) => deletions.length) && html`<span class="legend deletion">fire time of deletions</span>`}
    </figcaption>
    <details><summary>Show as a table</summary><${ScrollArea} label="Calendar as a table"><${LaneTable} lanes=${lanes} now=${now} /><//></details>
  </figure>`;
}

/** @param {{lane: import("../calendar.js").Lane, x: (time: number) => number, y: number}} properties */
function LaneShapes({ lane, x, y }) {
  const overruns = new Set(lane.overruns);
  return html`<g>
    <text class="name" x="0" y=${y + 17}>${lane.id.length > 26 ? `${lane.id.slice(0, 25)}…` : lane.id}</text>
    <line class="grid" x1="0" x2=${NAMES + TIMES} y1=${y + LANE} y2=${y + LANE} />
    ${lane.runs.map(
      (run) => html`<rect key=${run.execution} class=${run.state} x=${Math.max(NAMES, x(run.start))} y=${y + 6} width=${Math.max(2, x(run.end) - Math.max(NAMES, x(run.start)))} height=${LANE - 12} rx="2">
        <title>${`${lane.id}: ${run.state}, ${formatTime(run.start)}, ${formatDuration(run.end - run.start)}`}</title>
      </rect>`,
    )}
    ${lane.fires.map((time) => html`<circle key=${time} class=${overruns.has(time) ? "overrun" : "fire"} cx=${x(time)} cy=${y + LANE / 2} r="2.5"><title>${formatTime(time)}</title></circle>`)}
    ${lane.deletions.map((time) => html`<path key=${time} class="deletion" d=${`M ${x(time)} ${y + LANE / 2 - DIAMOND} l ${DIAMOND} ${DIAMOND} l ${-DIAMOND} ${DIAMOND} l ${-DIAMOND} ${-DIAMOND} z`}><title>${`Deletions: ${formatTime(time)}`}</title></path>`)}
  </g>`;
}

/** @param {{lanes: import("../calendar.js").Lane[], now: number}} properties */
function LaneTable({ lanes, now }) {
  return html`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th>Next deletions</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${lanes.map(({ id, runs, fires, deletions, overruns }) => html`<tr key=${id}>
        <td><a href=${link("jobs", id)}>${id}</a></td>
        <td class="number">${runs.length}</td>
        <td class="number">${runs.filter(({ state }) => state === "error").length}</td>
        <td>${formatTime(runs[0]?.start)}</td>
        <td>${formatTime(fires.find((time) => time > now))}</td>
        <td>${formatTime(deletions.find((time) => time > now))}</td>
        <td class="number">${overruns.length}</td>
      </tr>`)}
    </tbody>
  </table>`;
}
