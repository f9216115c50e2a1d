/** One job: its current or last run, its definition, its positions and its history. */

import { useRef } from "preact/hooks";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { useChange } from "../change.js";
import { Action } from "../components/action.js";
import { Authorship } from "../components/authorship.js";
import { DurationChart } from "../components/duration_chart.js";
import { ExecutionView } from "../components/execution.js";
import { ExecutionsTable } from "../components/executions_table.js";
import { Fact, Facts } from "../components/facts.js";
import { isDeletion, isRun, isVerification, Kind } from "../components/kind.js";
import { Loaded } from "../components/loaded.js";
import { RequestView } from "../components/request_view.js";
import { ScheduleSwitch } from "../components/schedule_switch.js";
import { State } from "../components/state.js";
import { deletionsMode, isIncremental } from "../definition.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { ofJob, searchBody, searchInterval } from "../job_log.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";

const RUNNING_INTERVAL = 1000;
const IDLE_INTERVAL = 5000;
const DEFINITION_INTERVAL = 60_000;
const SHOWN_RUNS = 50;

/** @param {{id: string}} properties */
export function JobPage({ id }) {
  const definition = usePolling((signal) => send(calls.ingestion(id, { include_status: true }), signal), DEFINITION_INTERVAL, [id]);
  return html`<${Loaded} polling=${definition}>
    ${(/** @type {any} */ hit) => html`<${Job} id=${id} hit=${hit} onChange=${definition.reload} />`}
  <//>`;
}

/** @param {{id: string, hit: any, onChange: () => void}} properties */
function Job({ id, hit, onChange }) {
  const request = calls.jobStatus(id);
  const hasRun = useRef(hit.status !== undefined);
  const polling = usePolling(
    async (signal) => {
      // The status of a job that has never run is not found, which the browser would report as an error.
      hasRun.current ||= (await send(calls.ingestion(id, { include_status: true }), signal)).status !== undefined;
      return hasRun.current ? (await send(request, signal)).status : null;
    },
    (data) => (data?.is_running ? RUNNING_INTERVAL : IDLE_INTERVAL),
    [id],
  );
  const status = polling.state.value.data;
  const execution = status?.details?.execution, state = status?.state;
  // After a run the next fire time is another one. The first run changes it too.
  useChange(status === undefined ? undefined : `${execution} ${state}`, onChange);
  return html`
    <div class="heading">
      <h1>${id}</h1>
      ${status && html`<${State} state=${status.state} /> <${Kind} status=${status} />`}
      <div class="actions"><${JobActions} id=${id} status=${status} ingest=${hit._source.ingest} onChange=${polling.reload} /></div>
    </div>
    ${hit._source.ingest.description && html`<p>${hit._source.ingest.description}</p>`}
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ data) => (data ? html`<${ExecutionView} status=${data} />` : html`<p class="panel empty">This job has never run.</p>`)}
    <//>
    <${RecentExecutions} id=${id} execution=${execution} state=${state} isRunning=${status?.is_running ?? false} />
    <div class="columns">
      <${Definition} hit=${hit} onChange=${onChange} />
      ${isIncremental(hit._source.ingest) && html`<${Positions} id=${id} execution=${execution} state=${state} />`}
    </div>
    <${RequestView} request=${request} />
  `;
}

/** @param {{id: string, status: any, ingest: any, onChange: () => void}} properties */
function JobActions({ id, status, ingest, onChange }) {
  const isRunning = status?.is_running ?? false, mode = deletionsMode(ingest);
  return html`
    ${isRunning
      ? html`<${Action} label="Abort" kind="danger" requires=${MAY.abort} request=${calls.abort(id)} onDone=${onChange}
          question=${abortQuestion(id, status)} />`
      : html`<${Action} label="Run" kind="primary" requires=${MAY.run} request=${calls.run(id)} onDone=${onChange} question=${`Run ${id} now?`} />
          ${isIncremental(ingest) && html`<${Action} label="Run in full" requires=${MAY.run} request=${calls.run(id, { full: true })} onDone=${onChange}
            question=${`Run ${id} without its positions? It reads all rows, and sets the positions anew.`} />`}
          ${[ingest.pk_field ?? []].flat().length > 0 && html`<${Action} label="Verify" requires=${MAY.run} request=${calls.verify(id)} onDone=${onChange}
            question=${`Compare the target of ${id} with its source now? All rows and documents are read. Nothing is written.`} />`}
          ${(mode === "compare" || mode === "schedule") && html`<${Action} label="Delete documents without a row" kind="danger" requires=${MAY.run}
            request=${calls.run(id, { only_deletions: true })} onDone=${onChange}
            question=${`Compare the keys of all rows of ${id} with its target now, and delete documents without a row? No rows are loaded.`} />`}`}
    ${may(MAY.editJobs) && html`<a class="button" href=${link("job-form", id)}>Edit</a>
      <a class="button" href=${link("job-form", undefined, { clone: id })}>Clone</a>`}
    ${!isRunning && html`<${Action} label="Delete" kind="danger" requires=${MAY.editJobs} request=${calls.deleteIngestion(id)}
      onDone=${() => { location.hash = link("jobs"); }} question=${`Delete the job ${id}? Its target and the documents in it stay.`} />`}
  `;
}

/**
 * @param {string} id
 * @param {any} status of the execution
 */
function abortQuestion(id, status) {
  if (isVerification(status)) return `Abort the verification of ${id}? The statement in the database is cancelled.`;
  if (isDeletion(status)) return `Abort the deletions of ${id}? The statement in the database is cancelled. Documents that were deleted stay deleted.`;
  const rows = status.details.strategy === "REPLACE" ? "are discarded" : "stay in the target";
  return `Abort the run of ${id}? The statement in the database is cancelled. Rows that were sent ${rows}.`;
}

/** @param {{id: string, execution: string | undefined, state: string | undefined, isRunning: boolean}} properties of the last execution: a change loads anew */
function RecentExecutions({ id, execution, state, isRunning }) {
  const request = calls.searchJobs(searchBody([ofJob(id)], { size: SHOWN_RUNS }));
  const isWritten = (/** @type {any} */ data) => data?.hits.hits.some((/** @type {any} */ hit) => hit._id === execution && hit._source.ingestion.is_running === isRunning);
  const polling = usePolling(
    (signal) => send(request, signal),
    (data, age) => searchInterval(!execution || isWritten(data), age),
    [id, execution, state, isRunning],
  );
  return html`<section class="panel">
    <h2>Last runs</h2>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { hits }) => {
        const runs = hits.hits.map((/** @type {any} */ hit) => ({ ...hit._source.ingestion, id: hit._id })).reverse();
        if (!runs.length) return html`<p class="muted">No runs yet.</p>`;
        // A verification or a deletion says nothing about how long a load takes.
        const loads = runs.filter(isRun);
        return html`${loads.length > 0 && html`<div class="scroll"><${DurationChart} runs=${loads} /></div>`}
          <div class="list"><${ExecutionsTable} hits=${hits.hits} /></div>
          ${hits.total > SHOWN_RUNS && html`<p><a href=${link("executions", undefined, { q: id })}>All ${hits.total} runs</a></p>`}`;
      }}
    <//>
  </section>`;
}

/** @param {{hit: any, onChange: () => void}} properties */
function Definition({ hit, onChange }) {
  const ingest = hit._source.ingest, timezone = ingest.timezone ?? "UTC";
  return html`<section class="panel">
    <h2>Definition</h2>
    <${Facts}>
      <${Fact} name="Datasource"><a href=${link("datasource-form", ingest.datasource)}>${ingest.datasource}</a><//>
      <${Fact} name="Target">${ingest.target}<//>
      <${Fact} name="Strategy">${ingest.strategy}<${DeletionsNote} ingest=${ingest} /><//>
      <${Fact} name="Key">${[ingest.pk_field ?? []].flat().join(", ") || "–"}<//>
      <${Fact} name="Schedule">
        ${ingest.schedule && html`<code>${ingest.schedule}</code> ${timezone} `}
        ${ingest.deletions_schedule && html`<div><code>${ingest.deletions_schedule}</code> ${timezone}, for deletions</div>`}
        <${ScheduleSwitch} hit=${hit} onChange=${onChange} />
      <//>
      <${Authorship} hit=${hit} />
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${ingest.query}</pre>
    ${ingest.deletions_query && html`<h3>Key query</h3><pre tabindex="0" aria-label="Key query">${ingest.deletions_query}</pre>`}
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(hit._source, null, 2)}</pre></details>
  </section>`;
}

/** @param {{ingest: import("../definition.js").Ingest}} properties */
function DeletionsNote({ ingest }) {
  const mode = deletionsMode(ingest);
  if (mode === "none") return null;
  if (mode === "column") return html`, deletes documents whose row is marked in <code>${ingest["deletions"].column}</code>`;
  return html`, deletes documents without a row${mode === "schedule" && " on a separate schedule"}`;
}

/** @param {{id: string, execution: string | undefined, state: string | undefined}} properties of the last execution: a change loads anew */
function Positions({ id, execution, state }) {
  const polling = usePolling((signal) => send(calls.positions(id), signal), 0, [id, execution, state]);
  return html`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">Where the next run continues: the values of the query's variables.</p>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { positions }) => html`
        <${Facts}>
          ${Object.entries(positions ?? {}).map(([name, value]) => html`<${Fact} key=${name} name=${name}><code>${JSON.stringify(value)}</code><//>`)}
        <//>
        ${Object.keys(positions ?? {}).length === 0
          ? html`<p>None are stored. The dry run of the form shows where the next run starts.</p>`
          : html`<p><${Action} label="Reset" kind="danger" requires=${MAY.run} of="the positions" request=${calls.resetPositions(id)} onDone=${polling.reload}
              question=${`Reset the positions of ${id}? The next run reads all rows.`} /></p>`}
      `}
    <//>
  </section>`;
}
