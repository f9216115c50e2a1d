/** What runs, what failed, what is overdue, and who runs it. */

import { send } from "../api.js";
import * as calls from "../calls.js";
import { Progress } from "../components/execution.js";
import { ExecutionsTable } from "../components/executions_table.js";
import { Kind } from "../components/kind.js";
import { Loaded } from "../components/loaded.js";
import { ScrollArea } from "../components/scroll_area.js";
import { State } from "../components/state.js";
import { Tile, Tiles } from "../components/tiles.js";
import { formatCompact, formatCount, formatDuration, formatRelative } from "../format.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { failingJobs, failureBody, inState, minutesAgo, searchBody, startedIn } from "../job_log.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";
import { useRunningJobs } from "../running_jobs.js";

const INTERVAL = 20_000;
const FAILING_INTERVAL = 60_000;
const SHOWN_JOBS = 10;
const DAY = 86_400_000;

export function OverviewPage() {
  const running = useRunningJobs();
  const failed = usePolling((signal) => send(calls.searchJobs(searchBody([inState("error"), startedIn({ gte: minutesAgo(DAY) })], { size: 10 })), signal), INTERVAL, []);
  const agents = usePolling((signal) => send(calls.agents(), signal), INTERVAL, []);
  const deadLetters = usePolling(async (signal) => (may(MAY.readDeadLetters) ? send(calls.countDeadLetters(), signal) : null), INTERVAL, []);
  const failing = usePolling(async (signal) => failingJobs((await send(calls.searchJobs(failureBody(minutesAgo(DAY))), signal)).aggregations.jobs.buckets), FAILING_INTERVAL, []);
  const alive = agents.state.value.data?.agents.filter((/** @type {any} */ agent) => agent.is_alive).length;
  const failures = failed.state.value.data?.hits.total, letters = deadLetters.state.value.data?.hits.total;
  return html`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${may(MAY.editDatasources) && html`<a class="button" href=${link("datasource-form")}>New datasource</a>`}
        ${may(MAY.editJobs) && html`<a class="button primary" href=${link("job-form")}>New job</a>`}
      </div>
    </div>
    ${may(MAY.readJobs) && may(MAY.editJobs) && html`<${FirstSteps} />`}
    <${Tiles}>
      <${Tile} name="Running" value=${formatCount(running.state.value.data?.size)} href=${link("jobs")} />
      <${Tile} name="Failed in the last 24 hours" value=${formatCount(failures)} isBad=${failures > 0} href=${link("executions", undefined, { state: "error", hours: 24 })} />
      <${Tile} name="Failing repeatedly" value=${formatCount(failing.state.value.data?.length)} isBad=${(failing.state.value.data?.length ?? 0) > 0} href=${link("executions", undefined, { state: "error", hours: 24 })} />
      ${letters !== undefined && html`<${Tile} name="Dead letters" value=${formatCount(letters)} isBad=${letters > 0} href=${link("dead-letters")} />`}
      <${Tile} name="Agents" value=${formatCount(alive)} isBad=${alive === 0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${Loaded} polling=${running}>${(/** @type {Map<string, any>} */ jobs) => html`<${RunningTable} jobs=${jobs} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${Loaded} polling=${failed}>
        ${(/** @type {any} */ { hits }) => (hits.total ? html`<${ExecutionsTable} hits=${hits.hits} hasJob />` : html`<p class="muted">No run has failed.</p>`)}
      <//>
    </section>
    <${Loaded} polling=${failing}>${(/** @type {string[]} */ jobs) => html`<${FailingJobs} jobs=${jobs} />`}<//>
    <div class="columns">
      ${may(MAY.readSchedules) && html`<${UpcomingRuns} />`}
      <section class="panel">
        <h2>Agents</h2>
        <${Loaded} polling=${agents}>${(/** @type {any} */ data) => html`<${AgentTable} agents=${data.agents} />`}<//>
      </section>
    </div>
    <${About} />
  `;
}

/** Names what to do while there is no job. */
function FirstSteps() {
  const jobs = usePolling((signal) => send(calls.searchIngestions({ size: 1 }), signal), 0, []);
  if (jobs.state.value.data?.hits.total !== 0) return null;
  return html`<section class="panel">
    <h2>First steps</h2>
    <ol>
      <li><a href=${link("datasource-form")}>Connect a database</a> as a datasource.</li>
      <li>Choose tables of the datasource, or <a href=${link("job-form")}>write a query</a>: each becomes a job that fills an index.</li>
      <li>Run the job, or give it a schedule.</li>
    </ol>
  </section>`;
}

/** @param {{jobs: string[]}} properties */
function FailingJobs({ jobs }) {
  if (!jobs.length) return null;
  return html`<section class="panel">
    <h2>Failing repeatedly</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${jobs.slice(0, SHOWN_JOBS).map((id) => html`<li key=${id}><a href=${link("jobs", id)}>${id}</a></li>`)}
      ${jobs.length > SHOWN_JOBS && html`<li class="muted">and ${jobs.length - SHOWN_JOBS} more</li>`}
    </ul>
  </section>`;
}

/** @param {{jobs: Map<string, any>}} properties */
function RunningTable({ jobs }) {
  if (!jobs.size) return html`<p class="muted">Nothing is running.</p>`;
  return html`<${ScrollArea} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...jobs].map(
        ([id, status]) => html`<tr key=${id}>
          <td><a href=${link("jobs", id)}>${id}</a></td>
          <td><${State} state=${status.state} /> <${Kind} status=${status} /></td>
          <td><${Progress} details=${status.details ?? {}} /></td>
          <td class="number">${formatCount(status.count)}</td>
          <td class="number">${formatCompact(status.details?.docs_per_second)}</td>
          <td class="number">${formatDuration(status.details?.eta_in_millis)}</td>
        </tr>`,
      )}
    </tbody>
  </table><//>`;
}

function UpcomingRuns() {
  const polling = usePolling((signal) => send(calls.schedule({ from: Date.now(), to: Date.now() + DAY, size: SHOWN_JOBS }), signal), 60_000, []);
  return html`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { fires }) => html`
        ${fires.length === 0 && html`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${fires.map(
            (/** @type {any} */ { _id, time, kind = "" }) => html`<li key=${`${_id} ${time} ${kind}`}><a href=${link("jobs", _id)}>${_id}</a> ${kind === "deletion" && html`<span class="muted">deletions</span> `}<span class="muted">${formatRelative(time, Date.now())}</span></li>`,
          )}
        </ul>
        <a href=${link("schedule")}>Open the schedule</a>
      `}
    <//>
  </section>`;
}

/** @param {{agents: any[]}} properties */
function AgentTable({ agents }) {
  return html`<${ScrollArea} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${agents.map(
        (agent) => html`<tr key=${agent.name}>
          <td>${agent.name}</td>
          <td>${agent.version}</td>
          <td class="number">${agent.running} of ${agent.max_jobs}</td>
          <td>${agent.is_alive ? formatRelative(agent.heartbeat, Date.now()) : html`<span class="state error">${formatRelative(agent.heartbeat, Date.now())}</span>`}</td>
        </tr>`,
      )}
    </tbody>
  </table><//>`;
}

function About() {
  const polling = usePolling((signal) => send(calls.about(), signal), 0, []);
  return html`<${Loaded} polling=${polling}>
    ${(/** @type {any} */ about) => html`<p class="muted">
      Release ${about.version} on ${about.name}, beside Elasticsearch ${about.elasticsearch.version} (cluster ${about.cluster_name}).
    </p>`}
  <//>`;
}
