/** The login, shown only after Elasticsearch has asked for credentials. */

import { useState } from "preact/hooks";
import { ApiError } from "../errors.js";
import { html } from "../html.js";
import { identify } from "../identity.js";
import { apiKeyCredentials, basicCredentials, forgetCredentials, rememberCredentials, setCredentials } from "../session.js";

export function Login() {
  const [message, setMessage] = useState("");
  const [isBusy, setBusy] = useState(false);

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [name, password, key] = ["name", "password", "key"].map((field) => String(fields.get(field) ?? ""));
    setBusy(true);
    setCredentials(key ? apiKeyCredentials(key) : basicCredentials(name ?? "", password ?? ""));
    try {
      await identify();
      if (fields.has("remember")) rememberCredentials();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      forgetCredentials();
      setMessage(error.status === 401 ? "Elasticsearch does not accept these credentials." : error.message);
      setBusy(false);
    }
  }

  const isPlain = location.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return html`<form class="login" onSubmit=${submit}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${isPlain && html`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${message && html`<p class="alert error" role="alert">${message}</p>`}
    <button class="primary" disabled=${isBusy}>Log in</button>
  </form>`;
}
