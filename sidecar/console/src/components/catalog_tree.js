/** The catalogs, schemas and tables of a datasource. A part is asked for when it is opened. */

import { useState } from "preact/hooks";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { html } from "../html.js";
import { usePolling } from "../poll.js";
import { useRequest } from "./action.js";
import { ErrorMessage } from "./errors.js";
import { Loaded } from "./loaded.js";

/** @param {{datasource: string, onTable: (proposal: any) => void}} properties */
export function CatalogTree({ datasource, onTable }) {
  const { submit, error } = useRequest(({ ingestions }) => onTable(ingestions[0]));
  const choose = (/** @type {{catalog: string, schema: string, tables: string[]}} */ body) => submit(calls.proposeDefinitions(datasource, body));
  const polling = usePolling((signal) => send(calls.metadata(datasource, {}), signal), 0, [datasource]);
  return html`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${error && html`<${ErrorMessage} error=${error} />`}
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { catalogs }) => catalogs.map((/** @type {any} */ { name }) => html`<${Branch} key=${name} name=${name} isOpen=${catalogs.length === 1}>
        <${Schemas} datasource=${datasource} catalog=${name} onChoose=${choose} />
      <//>`)}
    <//>
  </div>`;
}

/** @typedef {(body: {catalog: string, schema: string, tables: string[]}) => void} Choose */

/** @param {{datasource: string, catalog: string, onChoose: Choose}} properties */
function Schemas({ datasource, catalog, onChoose }) {
  const polling = usePolling((signal) => send(calls.metadata(datasource, { catalog }), signal), 0, [datasource, catalog]);
  return html`<${Loaded} polling=${polling}>
    ${(/** @type {any} */ { catalogs: [{ schemas }] }) => schemas.map((/** @type {any} */ { name }) => html`<${Branch} key=${name} name=${name} isOpen=${schemas.length === 1}>
      <${Tables} datasource=${datasource} catalog=${catalog} schema=${name} onChoose=${onChoose} />
    <//>`)}
  <//>`;
}

/** @param {{datasource: string, catalog: string, schema: string, onChoose: Choose}} properties */
function Tables({ datasource, catalog, schema, onChoose }) {
  const polling = usePolling((signal) => send(calls.metadata(datasource, { catalog, schema }), signal), 0, [datasource, catalog, schema]);
  return html`<${Loaded} polling=${polling}>
    ${(/** @type {any} */ { catalogs: [{ schemas: [{ resources }] }] }) => html`
      ${resources.length === 0 && html`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${resources.map((/** @type {any} */ { name, type }) => html`<li key=${name}>
          <button type="button" class="plain" onClick=${() => onChoose({ catalog, schema, tables: [name] })}>${name}</button>
          ${type === "view" && html`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`;
}

/** @param {{name: string, isOpen: boolean, children: import("preact").ComponentChildren}} properties */
function Branch({ name, isOpen, children }) {
  const [isShown, setShown] = useState(isOpen);
  return html`<details open=${isShown} onToggle=${(/** @type {any} */ event) => setShown(event.currentTarget.open)}>
    <summary>${name}</summary>
    ${isShown && children}
  </details>`;
}
