/** Executions from the job log, one per row. */

import { formatCompact, formatCount, formatDuration, formatTime } from "../format.js";
import { html } from "../html.js";
import { link } from "../router.js";
import { Kind } from "./kind.js";
import { ScrollArea } from "./scroll_area.js";
import { State } from "./state.js";

/** @param {{hits: any[], hasJob?: boolean}} properties `hasJob`: whether the runs are of several jobs */
export function ExecutionsTable({ hits, hasJob = false }) {
  return html`<${ScrollArea} label="Runs">
    <table>
      <thead>
        <tr>
          <th>Started</th>
          ${hasJob && html`<th>Job</th>`}
          <th>State</th>
          <th class="number">Rows</th>
          <th class="number">Rejected</th>
          <th class="number">Rows/s</th>
          <th class="number">Time</th>
          ${hasJob && html`<th>Error</th>`}
        </tr>
      </thead>
      <tbody>
        ${hits.map(({ _id, _source: { ingestion: run } }) => html`<tr key=${_id}>
          <td class="time"><a href=${link("executions", _id)}>${formatTime(run.start_time)}</a></td>
          ${hasJob && html`<td><a href=${link("jobs", run.id)}>${run.id}</a></td>`}
          <td><${State} state=${run.state} /> <${Kind} status=${run} /></td>
          <td class="number">${formatCount(run.count)}</td>
          <td class="number">${formatCount(run.details?.rejected)}</td>
          <td class="number">${formatCompact(run.details?.docs_per_second)}</td>
          <td class="number">${formatDuration(run.end_time && run.end_time - run.start_time)}</td>
          ${hasJob && html`<td class="message">${run.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`;
}
