/** The calendar: what has run, what will, which runs last into the next fire time, and which jobs start together. */

import { send } from "../api.js";
import * as calls from "../calls.js";
import { CalendarChart } from "../components/calendar_chart.js";
import { ChoiceFilter, Filters, TextFilter } from "../components/filters.js";
import { Loaded } from "../components/loaded.js";
import { RequestView } from "../components/request_view.js";
import { collisions, lanes } from "../calendar.js";
import { formatTime } from "../format.js";
import { html } from "../html.js";
import { isLoad, runningSince, searchBody } from "../job_log.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";

const HOUR = 3_600_000;
const SPANS = { 6: "6 hours", 24: "24 hours", 168: "7 days" };
const INTERVAL = 60_000;
const MAX_RUNS = 2000;
const SHOWN_LANES = 60;
const SHOWN_COLLISIONS = 10;

/** @param {{query: URLSearchParams}} properties */
export function SchedulePage({ query }) {
  const hours = Number(query.get("hours") ?? 24), q = query.get("q") ?? "";
  const polling = usePolling(
    async (signal) => {
      const now = Date.now(), from = now - hours * HOUR, to = now + hours * HOUR;
      const [log, schedule] = await Promise.all([
        send(calls.searchJobs(searchBody([isLoad, runningSince(from)], { size: MAX_RUNS })), signal),
        send(calls.schedule({ from, to }), signal),
      ]);
      return { now, from, to, runs: log.hits.hits.map(toRun), fires: schedule.fires, isCut: schedule.truncated || log.hits.total > MAX_RUNS };
    },
    INTERVAL,
    [hours],
  );
  return html`
    <div class="heading"><h1>Schedule</h1></div>
    <${Filters} address=${(/** @type {any} */ values) => link("schedule", undefined, values)}>
      <${TextFilter} name="q" label="Part of the job's id" value=${q} />
      <${ChoiceFilter} name="hours" label="Before and after now" value=${String(hours)} options=${SPANS} />
    <//>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { now, from, to, runs, fires, isCut }) => {
        const all = lanes(runs, fires).filter(({ id }) => id.includes(q));
        const future = fires.filter((/** @type {any} */ fire) => fire.time >= now && fire._id.includes(q));
        return html`
          <section class="panel"><h2>Calendar</h2><${CalendarChart} lanes=${all.slice(0, SHOWN_LANES)} now=${now} from=${from} to=${to} />
            ${all.length > SHOWN_LANES && html`<p class="muted">${all.length - SHOWN_LANES} further jobs are left out: filter by their ids.</p>`}
            ${isCut && html`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${Overruns} lanes=${all} />
            <${Collisions} fires=${future} />
          </div>
        `;
      }}
    <//>
    <${RequestView} request=${calls.schedule({ from: Date.now(), to: Date.now() + hours * HOUR })} />
  `;
}

/** @param {any} hit of the job log @returns {import("../calendar.js").Run} */
function toRun({ _id, _source: { ingestion: run } }) {
  return { id: run.id, execution: _id, start: run.start_time, end: run.end_time ?? Date.now(), state: run.state, isScheduled: run.details?.trigger === "schedule" };
}

/** @param {{lanes: import("../calendar.js").Lane[]}} properties */
function Overruns({ lanes: all }) {
  const found = all.flatMap(({ id, overruns }) => (overruns.length ? [{ id, overruns }] : []));
  return html`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${found.length === 0 && html`<p class="muted">None.</p>`}
    <ul class="plain">${found.map(({ id, overruns }) => html`<li key=${id}><a href=${link("jobs", id)}>${id}</a>: ${overruns.length} times, last at ${formatTime(overruns.at(-1))}</li>`)}</ul>
  </section>`;
}

/** @param {{fires: import("../calendar.js").Fire[]}} properties */
function Collisions({ fires }) {
  const found = collisions(fires).slice(0, SHOWN_COLLISIONS);
  return html`<section class="panel">
    <h2>Jobs that start together</h2>
    ${found.length === 0 && html`<p class="muted">None.</p>`}
    <ul class="plain">${found.map(({ time, jobs }) => html`<li key=${time}>${formatTime(time)}: ${jobs.slice(0, 5).map((id) => html`<a key=${id} href=${link("jobs", id)}>${id}</a> `)}${jobs.length > 5 && `and ${jobs.length - 5} more`}</li>`)}</ul>
  </section>`;
}
