/** The form of a datasource: where the database is, and who reads it. */

import { useState } from "preact/hooks";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { useRequest } from "../components/action.js";
import { Authorship } from "../components/authorship.js";
import { ConnectionTest } from "../components/connection_test.js";
import { SaveError } from "../components/errors.js";
import { Facts } from "../components/facts.js";
import { ChoiceField, JsonField, TextField } from "../components/fields.js";
import { Loaded } from "../components/loaded.js";
import { RequestView } from "../components/request_view.js";
import { useUnsavedChanges } from "../components/unsaved.js";
import { DATABASES } from "../datasource_url.js";
import { withoutEmptyValues } from "../definition.js";
import { html } from "../html.js";
import { usePolling } from "../poll.js";
import { leaveFor, link } from "../router.js";

/** @param {{id: string | undefined}} properties without an id: a new one */
export function DatasourceFormPage({ id }) {
  const polling = usePolling(async (signal) => (id === undefined ? null : send(calls.datasource(id), signal)), 0, [id]);
  return html`<${Loaded} polling=${polling}>${(/** @type {any} */ hit) => html`<${DatasourceForm} hit=${hit} />`}<//>`;
}

/** @param {{hit: any}} properties null: a new one */
function DatasourceForm({ hit }) {
  const [id, setId] = useState(hit?._id ?? "");
  const [origin] = useState(/** @type {Record<string, any>} */ (hit?._source.jdbc ?? {}));
  const [jdbc, setJdbc] = useState(origin);
  const change = (/** @type {string} */ name) => (/** @type {unknown} */ value) => setJdbc((current) => ({ ...current, [name]: value }));
  useUnsavedChanges(jdbc !== origin);
  const body = { jdbc: withoutEmptyValues(jdbc) };
  const request = calls.putDatasource(id, body, hit ? { if_seq_no: hit._seq_no, if_primary_term: hit._primary_term } : { op_type: "create" });
  const { submit, isBusy, error } = useRequest(() => leaveFor(link("tables", id)));

  return html`<form onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); void submit(request); }}>
    <div class="heading"><h1>${hit ? `Datasource ${id}` : "New datasource"}</h1></div>
    <section class="panel fields">
      ${!hit && html`<${TextField} label="Id" value=${id} onChange=${setId} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!hit && html`<${Place} onChange=${change("url")} />`}
      <${TextField} label="URL" value=${jdbc["url"]} onChange=${change("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${TextField} label="User" value=${jdbc["username"]} onChange=${change("username")} hint="A user that may only read." />
      <${TextField} label="Password" value=${jdbc["password"]} onChange=${change("password")} type="password" autocomplete="new-password"
        hint=${hit ? "Empty: the stored one stays." : "Stored encrypted, and never shown."} />
      <${TextField} label="Time zone" value=${jdbc["timezone"]} onChange=${change("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Driver and its properties</summary>
        <${TextField} label="Driver" value=${jdbc["driver"]} onChange=${change("driver")} placeholder="found by the URL"
          hint="The class or the folder of a JDBC driver. PostgreSQL, MySQL and MariaDB are read without one, unless you name its folder." />
        <${JsonField} label="Properties" value=${jdbc["properties"]} onChange=${change("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${hit?.updated_time !== undefined && html`<${Facts}><${Authorship} hit=${hit} /><//>`}
    ${error && html`<${SaveError} error=${error} id=${id} isNew=${!hit} address=${link("datasource-form", id)} />`}
    <div class="submit">
      <button class="primary" disabled=${isBusy} aria-busy=${isBusy}>Save</button>
      <${ConnectionTest} request=${calls.validateDatasource(id || "new", body)} />
      <a class="button" href=${link("datasources")}>Cancel</a>
    </div>
    <${RequestView} request=${request} />
  </form>`;
}

/** Composes the URL of a known database. @param {{onChange: (url: string) => void}} properties */
function Place({ onChange }) {
  const [kind, setKind] = useState("");
  const [place, setPlace] = useState({ host: "", port: "", database: "" });
  const database = DATABASES[kind];

  /** @param {string} chosen */
  function choose(chosen) {
    setKind(chosen);
    update(chosen, { ...place, port: String(DATABASES[chosen]?.port ?? "") });
  }

  /**
   * @param {string} chosen
   * @param {import("../datasource_url.js").Place} changed
   */
  function update(chosen, changed) {
    setPlace(changed);
    const known = DATABASES[chosen];
    if (known) onChange(known.url(changed));
  }

  const field = (/** @type {"host" | "port" | "database"} */ name) => (/** @type {string} */ value) => update(kind, { ...place, [name]: value });
  return html`
    <${ChoiceField} label="Database" value=${kind} onChange=${choose}
      options=${{ "": "Choose, or write the URL below", ...Object.fromEntries(Object.entries(DATABASES).map(([key, { name }]) => [key, name])) }} />
    ${database?.port && html`<div class="row">
      <${TextField} label="Host" value=${place.host} onChange=${field("host")} placeholder="db.example.org" />
      <${TextField} label="Port" value=${place.port} onChange=${field("port")} />
    </div>`}
    ${database && html`<${TextField} label=${database.port ? "Database name" : "Path of the file on the sidecar's machine"} value=${place.database} onChange=${field("database")} />`}
  `;
}
