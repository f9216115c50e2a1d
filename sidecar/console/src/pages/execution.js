/** One past or current run, and how it compares with the one before. */

import { send } from "../api.js";
import * as calls from "../calls.js";
import { CHANGES, ExecutionView } from "../components/execution.js";
import { isRun, titleOf } from "../components/kind.js";
import { Loaded } from "../components/loaded.js";
import { RequestView } from "../components/request_view.js";
import { State } from "../components/state.js";
import { ApiError } from "../errors.js";
import { formatCount, formatDuration, formatTime } from "../format.js";
import { html } from "../html.js";
import { inState, isLoad, ofJob, searchBody, searchInterval, startedIn } from "../job_log.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";
import { ScrollArea } from "../components/scroll_area.js";

const RUNNING_INTERVAL = 1000;

/** @param {{id: string}} properties the document's id in the job log */
export function ExecutionPage({ id }) {
  const request = calls.searchJobs({ query: { ids: { values: [id] } } });
  const polling = usePolling(
    async (signal) => withValues(id, (await send(request, signal)).hits.hits[0]?._source.ingestion ?? null, signal),
    (status, age) => (status?.is_running ? RUNNING_INTERVAL : searchInterval(Boolean(status), age)),
    [id],
  );
  return html`<${Loaded} polling=${polling}>
      ${(/** @type {any} */ status) => (status ? html`<${Execution} id=${id} status=${status} />` : html`<p class="empty">The job log has no run ${id}.</p>`)}
    <//>
    <${RequestView} request=${request} />`;
}

/**
 * Returns the status of a job for one of the job log if it is of the same execution: only the former has the values that differ.
 * @param {string} id of the execution
 * @param {any} status
 * @param {AbortSignal} signal
 */
async function withValues(id, status, signal) {
  if (!status?.details?.comparison?.differences) return status;
  try {
    const last = (await send(calls.jobStatus(status.id), signal)).status;
    return last.details.execution === id ? last : status;
  } catch (error) {
    // The job may be deleted.
    if (!(error instanceof ApiError)) throw error;
    return status;
  }
}

/** @param {{id: string, status: any}} properties */
function Execution({ id, status }) {
  return html`
    <div class="heading">
      <h1>${titleOf(status)} of <a href=${link("jobs", status.id)}>${status.id}</a></h1>
      <${State} state=${status.state} />
      <span class="muted">${formatTime(status.start_time)}</span>
    </div>
    <p class="muted mono">${id}</p>
    ${status.details?.rejected > 0 && isRun(status) && html`<p><a href=${link("dead-letters", undefined, { execution: id })}>Rejected rows of this run</a></p>`}
    <${ExecutionView} status=${status} />
    ${!status.is_running && isRun(status) && html`<${Comparison} status=${status} />`}
  `;
}

/** @param {{status: any}} properties */
function Comparison({ status }) {
  const body = searchBody([isLoad, ofJob(status.id), inState("successful"), startedIn({ lt: status.start_time })], { size: 1 });
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
  const inDetails = (/** @type {string} */ name) => [status.details?.[name], earlier.details?.[name], formatCount];
  const changes = Object.entries(CHANGES).map(([name, label]) => [label, ...inDetails(name)]);
  const rows = [
    ["Running time", duration(status), duration(earlier), formatDuration],
    ["Rows", status.count, earlier.count, formatCount],
    ...changes.filter(([, now, before]) => now !== undefined || before !== undefined),
    ["Rows per second", ...inDetails("docs_per_second")],
    ["Rejected rows", ...inDetails("rejected")],
    ["Retries", ...inDetails("retries")],
    ["Attempts", ...inDetails("attempt")],
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
