/** One past or current run, and how it compares with the one before. */

import { send } from "../api.js";
import * as calls from "../calls.js";
import { ExecutionView } from "../components/execution.js";
import { Loaded } from "../components/loaded.js";
import { RequestView } from "../components/request_view.js";
import { State } from "../components/state.js";
import { formatCount, formatDuration, formatTime } from "../format.js";
import { html } from "../html.js";
import { inState, ofJob, searchBody, searchInterval, startedIn } from "../job_log.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";
import { ScrollArea } from "../components/scroll_area.js";

const RUNNING_INTERVAL = 1000;

/** @param {{id: string}} properties the document's id in the job log */
export function ExecutionPage({ id }) {
  const request = calls.searchJobs({ query: { ids: { values: [id] } } });
  const polling = usePolling(
    async (signal) => (await send(request, signal)).hits.hits[0]?._source.ingestion ?? null,
    (status, age) => (status?.is_running ? RUNNING_INTERVAL : searchInterval(Boolean(status), age)),
    [id],
  );
  return html`<${Loaded} polling=${polling}>
      ${(/** @type {any} */ status) => (status ? html`<${Execution} id=${id} status=${status} />` : html`<p class="empty">The job log has no run ${id}.</p>`)}
    <//>
    <${RequestView} request=${request} />`;
}

/** @param {{id: string, status: any}} properties */
function Execution({ id, status }) {
  return html`
    <div class="heading">
      <h1>Run of <a href=${link("jobs", status.id)}>${status.id}</a></h1>
      <${State} state=${status.state} />
      <span class="muted">${formatTime(status.start_time)}</span>
    </div>
    <p class="muted mono">${id}</p>
    ${status.details?.rejected > 0 && html`<p><a href=${link("dead-letters", undefined, { execution: id })}>Rejected rows of this run</a></p>`}
    <${ExecutionView} status=${status} />
    ${!status.is_running && html`<${Comparison} status=${status} />`}
  `;
}

/** @param {{status: any}} properties */
function Comparison({ status }) {
  const body = searchBody([ofJob(status.id), inState("successful"), startedIn({ lt: status.start_time })], { size: 1 });
  const polling = usePolling(async (signal) => (await send(calls.searchJobs(body), signal)).hits.hits[0] ?? null, 0, [status.id, status.start_time]);
  return html`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ hit) => (hit ? html`<${ComparisonTable} status=${status} hit=${hit} />` : html`<p class="muted">There is none.</p>`)}
    <//>
  </section>`;
}

/** @param {{status: any, hit: any}} properties */
function ComparisonTable({ status, hit }) {
  const earlier = hit._source.ingestion;
  const duration = (/** @type {any} */ run) => run.end_time && run.end_time - run.start_time;
  const rows = [
    ["Running time", duration(status), duration(earlier), formatDuration],
    ["Rows", status.count, earlier.count, formatCount],
    ["Rows per second", status.details?.docs_per_second, earlier.details?.docs_per_second, formatCount],
    ["Rejected rows", status.details?.rejected, earlier.details?.rejected, formatCount],
    ["Retries", status.details?.retries, earlier.details?.retries, formatCount],
    ["Attempts", status.details?.attempt, earlier.details?.attempt, formatCount],
  ];
  return html`<${ScrollArea} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${link("executions", hit._id)}>${formatTime(earlier.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name, now, before, format]) => html`<tr key=${name}>
          <th scope="row">${name}</th><td class="number">${format(now)}</td><td class="number">${format(before)}</td><td class="number">${change(now, before)}</td>
        </tr>`,
      )}
    </tbody>
  </table><//>`;
}

/**
 * @param {number | undefined} now
 * @param {number | undefined} before
 */
function change(now, before) {
  if (now === undefined || !before) return "";
  const percent = Math.round((now / before - 1) * 100);
  return percent > 0 ? `+${percent} %` : `${percent} %`;
}
