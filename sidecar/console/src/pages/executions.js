/** All runs of all jobs, with filters. */

import { send } from "../api.js";
import * as calls from "../calls.js";
import { ExecutionsTable } from "../components/executions_table.js";
import { ChoiceFilter, Filters, TextFilter } from "../components/filters.js";
import { Loaded } from "../components/loaded.js";
import { Paging } from "../components/paging.js";
import { RequestView } from "../components/request_view.js";
import { html } from "../html.js";
import { containing, inState, isDeletion, isDifferent, isLoad, isVerification, minutesAgo, searchBody, startedIn } from "../job_log.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";

const PAGE_SIZE = 50;
const INTERVAL = 10_000;
const HOUR = 3_600_000;
const STATES = { "": "All states", running: "running", aborting: "aborting", successful: "successful", error: "error", aborted: "aborted" };
const KINDS = { "": "All kinds", load: "Runs", deletion: "Deletions", verification: "Verifications", different: "Verifications with differences" };
const KIND_FILTERS = /** @type {Record<string, import("../job_log.js").Query>} */ ({ load: isLoad, deletion: isDeletion, verification: isVerification, different: isDifferent });
const AGES = { "": "At any time", 1: "In the last hour", 24: "In the last 24 hours", 168: "In the last 7 days", 720: "In the last 30 days" };

/** @param {{query: URLSearchParams}} properties */
export function ExecutionsPage({ query }) {
  const q = query.get("q") ?? "", state = query.get("state") ?? "", kind = query.get("kind") ?? "", hours = query.get("hours") ?? "", from = Number(query.get("from") ?? 0);
  const request = () => calls.searchJobs(searchBody(filtersOf({ q, state, kind, hours }), { from, size: PAGE_SIZE }));
  const polling = usePolling((signal) => send(request(), signal), INTERVAL, [q, state, kind, hours, from]);
  return html`
    <div class="heading"><h1>Runs</h1></div>
    <${Filters} address=${(/** @type {any} */ values) => link("executions", undefined, values)}>
      <${TextFilter} name="q" label="Job or words of the error" value=${q} />
      <${ChoiceFilter} name="state" label="State" value=${state} options=${STATES} />
      <${ChoiceFilter} name="kind" label="Kind" value=${kind} options=${KINDS} />
      <${ChoiceFilter} name="hours" label="Started" value=${hours} options=${AGES} />
    <//>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { hits }) => html`
        <section class="panel"><${ExecutionsTable} hits=${hits.hits} hasJob /></section>
        <${Paging} from=${from} size=${PAGE_SIZE} total=${hits.total} of="runs"
          address=${(/** @type {number} */ first) => link("executions", undefined, { q, state, kind, hours, from: first })} />
      `}
    <//>
    <${RequestView} request=${request()} />
  `;
}

/** @param {{q: string, state: string, kind: string, hours: string}} values */
function filtersOf({ q, state, kind, hours }) {
  const ofKind = KIND_FILTERS[kind];
  return [
    ...(ofKind ? [ofKind] : []),
    ...(q ? [containing(q)] : []),
    ...(state ? [inState(state)] : []),
    ...(hours ? [startedIn({ gte: minutesAgo(Number(hours) * HOUR) })] : []),
  ];
}
