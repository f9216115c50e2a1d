/** The list of all jobs: what each does now, what its last run did, when the next one starts. */

import { ScrollArea } from "../components/scroll_area.js";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { useChange } from "../change.js";
import { Action } from "../components/action.js";
import { Progress } from "../components/execution.js";
import { Filters, TextFilter } from "../components/filters.js";
import { Kind } from "../components/kind.js";
import { Loaded } from "../components/loaded.js";
import { Paging } from "../components/paging.js";
import { RequestView } from "../components/request_view.js";
import { ScheduleSwitch } from "../components/schedule_switch.js";
import { SortHeader } from "../components/sort_header.js";
import { State } from "../components/state.js";
import { formatCompact, formatCount, formatDuration, formatRelative } from "../format.js";
import { definitionFilter } from "../definition_filter.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";
import { useRunningJobs } from "../running_jobs.js";

const PAGE_SIZE = 50;
const INTERVAL = 30_000;

/** @param {{query: URLSearchParams}} properties */
export function JobsPage({ query }) {
  const from = Number(query.get("from") ?? 0), q = query.get("q") ?? "", sort = query.get("sort") ?? "_id:asc";
  const request = calls.searchIngestions({ from, size: PAGE_SIZE, sort, ...definitionFilter(q) });
  const polling = usePolling((signal) => send(request, signal), INTERVAL, [from, q, sort]);
  const running = useRunningJobs();
  // What has started or ended meanwhile has another last run and another next fire.
  const ids = running.state.value.data && [...running.state.value.data.keys()].sort().join();
  useChange(ids, polling.reload);
  const address = (/** @type {Record<string, string | number>} */ change) => link("jobs", undefined, { q, sort, ...change });
  return html`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${may(MAY.editJobs) && html`<a class="button primary" href=${link("job-form")}>New job</a>`}
      </div>
    </div>
    <${Filters} address=${(/** @type {any} */ values) => address(values)}>
      <${TextFilter} name="q" label="Search jobs" value=${q} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { hits }) => html`
        <section class="panel"><${ScrollArea} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${SortHeader} field="_id" sort=${sort} address=${(/** @type {string} */ next) => address({ sort: next })}>Job<//>
                <${SortHeader} field="ingest.target" sort=${sort} address=${(/** @type {string} */ next) => address({ sort: next })}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${hits.hits.map(
                (/** @type {any} */ hit) => html`<${JobRow} key=${hit._id} hit=${hit} status=${running.state.value.data?.get(hit._id) ?? lastStatus(hit)}
                  onChange=${() => { running.reload(); polling.reload(); }} />`,
              )}
            </tbody>
          </table>
          ${hits.total === 0 && html`<p class="empty">${q ? "No job matches." : "There is no job yet."}</p>`}
        <//></section>
        <${Paging} from=${from} size=${PAGE_SIZE} total=${hits.total} of="jobs" address=${(/** @type {number} */ first) => address({ from: first })} />
      `}
    <//>
    <${RequestView} request=${request} />
  `;
}

/**
 * Returns the last status of a job in a list, which has no details, with its kind.
 * @param {any} hit
 */
const lastStatus = (hit) => hit.status && (hit.kind ? { ...hit.status, details: { kind: hit.kind } } : hit.status);

/** @param {{hit: any, status: any, onChange: () => void}} properties */
function JobRow({ hit, status, onChange }) {
  const details = status?.details, id = hit._id, ingest = hit._source.ingest;
  return html`<tr>
    <td><a href=${link("jobs", id)}>${id}</a></td>
    <td>${ingest.target}</td>
    <td>
      <${State} state=${status?.state} /> <${Kind} status=${status} />
      ${status?.is_running && details && html`<${Progress} details=${details} />`}
    </td>
    <td class="number">${formatCount(status?.count)}</td>
    <td class="number">${formatCompact(details?.docs_per_second)}</td>
    <td class="time">${status && lastRun(status)}</td>
    <td><${ScheduleSwitch} hit=${hit} onChange=${onChange} /></td>
    <td class="actions">
      ${status?.is_running
        ? html`<${Action} label="Abort" of=${id} kind="danger" requires=${MAY.abort} request=${calls.abort(id)} onDone=${onChange}
            question=${`Abort the run of ${id}?`} />`
        : html`<${Action} label="Run" of=${id} requires=${MAY.run} request=${calls.run(id)} onDone=${onChange} question=${`Run ${id} now?`} />`}
      ${may(MAY.editJobs) && html`<a class="button" aria-label=${`Clone ${id}`} href=${link("job-form", undefined, { clone: id })}>Clone</a>`}
    </td>
  </tr>`;
}

/** @param {any} status */
function lastRun(status) {
  if (status.is_running) return `for ${formatDuration(Date.now() - status.start_time)}`;
  return `${formatRelative(status.end_time, Date.now())}, took ${formatDuration(status.end_time - status.start_time)}`;
}
