/** How long the last runs took, one bar each, in the color of their state. The table of the runs says the same in words. */

import { formatDuration, formatTime } from "../format.js";
import { html } from "../html.js";

const HEIGHT = 90;
const BAR = 10;
const GAP = 3;

/** @param {{runs: {start_time: number, end_time?: number, state: string, id: string}[]}} properties oldest first */
export function DurationChart({ runs }) {
  const durations = runs.map(({ start_time: start, end_time: end }) => (end ?? Date.now()) - start);
  const longest = Math.max(1, ...durations);
  const width = runs.length * (BAR + GAP);
  return html`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${formatDuration(longest)}</figcaption>
    <svg viewBox=${`0 0 ${width} ${HEIGHT}`} width=${width} height=${HEIGHT} class="bars">
      ${runs.map((run, index) => {
        const height = Math.max(2, ((durations[index] ?? 0) / longest) * HEIGHT);
        return html`<rect key=${run.id} class=${run.state} x=${index * (BAR + GAP)} y=${HEIGHT - height} width=${BAR} height=${height} rx="2">
          <title>${`${formatTime(run.start_time)}: ${run.state}, ${formatDuration(durations[index])}`}</title>
        </rect>`;
      })}
    </svg>
  </figure>`;
}
