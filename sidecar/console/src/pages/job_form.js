/** The form of a job: what is read, where it goes, when, and what a run would do. */

import { useRef, useState } from "preact/hooks";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { useRequest } from "../components/action.js";
import { DryRun } from "../components/dry_run.js";
import { SaveError } from "../components/errors.js";
import { TextField } from "../components/fields.js";
import { Loaded } from "../components/loaded.js";
import { MappingFields } from "../components/mapping_fields.js";
import { RequestView } from "../components/request_view.js";
import { ScheduleFields } from "../components/schedule_fields.js";
import { SourceFields } from "../components/source_fields.js";
import { TargetFields } from "../components/target_fields.js";
import { useUnsavedChanges } from "../components/unsaved.js";
import { adoptTable, adoptValue, cloneIngest, NEW_INGEST, withoutEmptyValues } from "../definition.js";
import { rejectionOf } from "../errors.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { usePolling } from "../poll.js";
import { leaveFor, link } from "../router.js";

/** @param {{id: string | undefined, query: URLSearchParams}} properties without an id: a new one; `clone` names what it begins with */
export function JobFormPage({ id, query }) {
  const origin = id ?? query.get("clone");
  const polling = usePolling(
    async (signal) => {
      const [datasources, hit] = await Promise.all([
        send(calls.searchDatasources({ size: 1000 }), signal),
        origin ? send(calls.ingestion(origin), signal) : null,
      ]);
      return { datasources: datasources.hits.hits.map((/** @type {any} */ each) => each._id), hit };
    },
    0,
    [origin],
  );
  return html`<${Loaded} polling=${polling}>
    ${(/** @type {any} */ { datasources, hit }) => html`<${JobForm} datasources=${datasources} saved=${id === undefined ? null : hit}
      origin=${hit ? (id === undefined ? cloneIngest(hit._source.ingest) : hit._source.ingest) : { ...NEW_INGEST, datasource: query.get("datasource") ?? "" }} />`}
  <//>`;
}

/** @param {{datasources: string[], saved: any, origin: import("../definition.js").Ingest}} properties `saved`: null for a new one */
function JobForm({ datasources, saved: found, origin: given }) {
  const [origin, setOrigin] = useState(given);
  const [saved, setSaved] = useState(found);
  const [id, setId] = useState(found?._id ?? "");
  const [ingest, setIngest] = useState(origin);
  const [sent, setSent] = useState(/** @type {import("../definition.js").Ingest | undefined} */ (undefined));
  const [columns, setColumns] = useState(/** @type {string[]} */ ([]));
  const change = (/** @type {string} */ name) => (/** @type {unknown} */ value) => setIngest((current) => ({ ...current, [name]: value }));
  useUnsavedChanges(ingest !== origin);
  const body = { ingest: withoutEmptyValues(ingest) };
  const request = calls.putIngestion(id, body, saved ? { if_seq_no: saved._seq_no, if_primary_term: saved._primary_term } : { op_type: "create" });
  const wantsRun = useRef(false);
  const run = useRequest(() => leaveFor(link("jobs", id)));
  const save = useRequest((response) => {
    if (!wantsRun.current) return leaveFor(link("jobs", id));
    // The page stays if the run is refused: what it saves next replaces this version.
    setSaved(response);
    setOrigin(ingest);
    return run.submit(calls.run(id));
  });
  const isBusy = save.isBusy || run.isBusy, error = save.error ?? run.error;
  // A changed value was not rejected yet.
  const rejectionOfField = (/** @type {string} */ name) => (sent?.[name] === ingest[name] ? rejectionOf(save.error, `ingest.${name}`) : undefined);

  const adopted = useRef(/** @type {any} */ (undefined));
  /** @param {any} proposal a definition that the API proposes for a table */
  function adopt(proposal) {
    const before = adopted.current;
    adopted.current = proposal;
    if (!saved) setId((/** @type {string} */ current) => adoptValue(current, before?._id, proposal._id));
    setIngest((current) => adoptTable(current, before?._source.ingest, proposal._source.ingest));
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    wantsRun.current = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "run";
    setSent(ingest);
    void save.submit(request);
  }

  return html`<form class="job-form" onSubmit=${submit}>
    <div class="heading"><h1>${saved ? `Job ${id}` : "New job"}</h1></div>
    <${SourceFields} ingest=${ingest} change=${change} datasources=${datasources} onTable=${adopt} onColumns=${setColumns} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!saved && html`<${TextField} label="Job id" value=${id} onChange=${setId} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${TargetFields} ingest=${ingest} origin=${origin} change=${change} update=${setIngest} columns=${columns} rejectionOf=${rejectionOfField} />
    </section>
    <${MappingFields} ingest=${ingest} change=${change} />
    <${ScheduleFields} ingest=${ingest} origin=${origin} change=${change} update=${setIngest} />
    <${DryRun} request=${calls.validateIngestion(id || "new", body)} />
    ${error && html`<${SaveError} error=${error} id=${id} isNew=${!saved} address=${link("job-form", id)} />`}
    <div class="submit">
      <button class="primary" disabled=${isBusy} aria-busy=${isBusy}>Save</button>
      ${may(MAY.run) && html`<button value="run" disabled=${isBusy}>Save and run</button>`}
      <a class="button" href=${saved ? link("jobs", id) : link("jobs")}>Cancel</a>
    </div>
    <${RequestView} request=${request} />
  </form>`;
}
