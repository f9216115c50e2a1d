/** Rejected rows of all jobs, by what is wrong with them; retried or deleted as a group or one by one. */

import { ScrollArea } from "../components/scroll_area.js";
import { useSelection } from "../components/selection.js";
import { useState } from "preact/hooks";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { Action } from "../components/action.js";
import { Filters, TextFilter } from "../components/filters.js";
import { Loaded } from "../components/loaded.js";
import { Paging } from "../components/paging.js";
import { RequestView } from "../components/request_view.js";
import { formatCount, formatTime } from "../format.js";
import { html } from "../html.js";
import { MAY } from "../identity.js";
import { filterParameters, groupFilter, parseFilter } from "../letter_filter.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";

const PAGE_SIZE = 50;

/** @param {{query: URLSearchParams}} properties */
export function DeadLettersPage({ query }) {
  const filter = parseFilter(query);
  const from = Number(query.get("from") ?? 0), key = JSON.stringify(filter);
  const [outcome, setOutcome] = useState("");
  const groups = usePolling((signal) => send(calls.groupDeadLetters(filter), signal), 0, [key]);
  const request = calls.searchDeadLetters({ ...filter, from, size: PAGE_SIZE });
  const letters = usePolling((signal) => send(request, signal), 0, [key, from]);

  /** @param {any} response of a retry or a deletion */
  function settle(response) {
    setOutcome(outcomeText(response));
    groups.reload();
    letters.reload();
  }

  return html`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${Filters} address=${(/** @type {any} */ values) => link("dead-letters", undefined, { ...filterParameters(filter), ...values })}>
      <${TextFilter} name="id" label="Job" value=${filter.id ?? ""} />
      <${TextFilter} name="q" label="Words of the reason" value=${filter.q ?? ""} />
      ${Object.keys(filter).length > 0 && html`<a class="button" href=${link("dead-letters")}>Show all</a>`}
    <//>
    ${outcome && html`<p class="alert" role="status">${outcome}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${Loaded} polling=${groups}>${(/** @type {any} */ data) => html`<${GroupTable} groups=${data.groups} filter=${filter} onDone=${settle} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${Loaded} polling=${letters}>
        ${(/** @type {any} */ { hits }) => html`
          <${LetterTable} key=${`${key} ${from}`} hits=${hits.hits} onDone=${settle} />
          <${Paging} from=${from} size=${PAGE_SIZE} total=${hits.total} of="dead letters" address=${(/** @type {number} */ first) => link("dead-letters", undefined, { ...filterParameters(filter), from: first })} />
        `}
      <//>
    </section>
    <${RequestView} request=${request} />
  `;
}

/** @param {any} response */
function outcomeText({ taken, kept, left, unfit, deleted }) {
  if (deleted !== undefined) return `${formatCount(deleted)} deleted.`;
  const parts = [`${formatCount(taken)} indexed`, kept && `${formatCount(kept)} rejected again`, left && `${formatCount(left)} not tried in time`, unfit && `${formatCount(unfit)} cannot be retried`];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** @param {{groups: any[], filter: import("../calls.js").LetterFilter, onDone: (response: any) => void}} properties */
function GroupTable({ groups, filter, onDone }) {
  if (!groups.length) return html`<p class="muted">No row is rejected.</p>`;
  const largest = Math.max(...groups.map(({ count }) => count));
  return html`<${ScrollArea} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${groups.map((group) => {
        const { id, ...selection } = groupFilter(filter, group), reason = group.summary ?? group.type;
        return html`<tr key=${JSON.stringify(selection)}>
          <td class="number">${formatCount(group.count)}</td>
          <td><progress max=${largest} value=${group.count} aria-label=${`Rows with ${reason}`}></progress></td>
          <td class="message"><a href=${link("dead-letters", undefined, filterParameters({ ...selection, ...(id ? { id } : {}) }))}>${reason}</a><br /><span class="muted">${group.type}</span></td>
          <td>${group.field ?? "–"}</td>
          <td>${group.jobs.map((/** @type {string} */ job) => html`<a key=${job} href=${link("jobs", job)}>${job}</a> `)}</td>
          <td class="time">${formatTime(group.last)}</td>
          <td class="actions">${group.jobs.length === 1 && html`<${Repair} job=${group.jobs[0]} selection=${selection}
            count=${group.count} onDone=${onDone} />`}</td>
        </tr>`;
      })}
    </tbody>
  </table><//>`;
}

/** @param {{job: string, selection: import("../calls.js").LetterSelection, count: number, onDone: (response: any) => void}} properties */
function Repair({ job, selection, count, onDone }) {
  const rows = count === 1 ? "this row" : `these ${formatCount(count)} rows`;
  const of = `${formatCount(count)} ${count === 1 ? "row" : "rows"} of ${job}`;
  return html`
    <${Action} label="Retry" of=${of} requires=${MAY.retry} request=${calls.retryDeadLetters(job, selection)} onDone=${onDone}
      question=${`Send ${rows} of ${job} to the target again?`} />
    <${Action} label="Delete" of=${of} kind="danger" requires=${MAY.retry} request=${calls.deleteDeadLetters(job, selection)} onDone=${onDone}
      question=${`Delete the record of ${rows} of ${job}? The rows themselves stay in the database, and are not in the target.`} />
  `;
}

/** @param {{hits: any[], onDone: (response: any) => void}} properties */
function LetterTable({ hits, onDone }) {
  const { selected, toggle } = useSelection();
  const chosen = hits.filter(({ _id }) => selected.has(_id));
  const jobs = new Set(chosen.map(({ _source }) => _source.job));

  return html`
    <div class="selection">
      <span class="muted" role="status">${chosen.length === 0 ? "Choose rows to retry or delete them." : `${chosen.length} chosen`}</span>
      ${jobs.size === 1 && html`<${Repair} job=${[...jobs][0]} selection=${{ ids: chosen.map(({ _id }) => _id) }} count=${chosen.length} onDone=${onDone} />`}
      ${jobs.size > 1 && html`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${ScrollArea} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${hits.map(({ _id, _source: letter }) => html`<tr key=${_id}>
          <td><input type="checkbox" aria-label=${`Choose row ${letter.id ?? letter.row} of ${letter.job}`} checked=${selected.has(_id)} onChange=${() => toggle(_id)} /></td>
          <td><a href=${link("jobs", letter.job)}>${letter.job}</a></td>
          <td>${letter.id ?? "–"}</td>
          <td class="message">${letter.error.reason}${!letter.retryable && html` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${link("executions", letter.execution)}>${formatTime(letter["@timestamp"])}</a></td>
          <td>${letter.document && html`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${letter.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `;
}
