/** One request to the API, and how a person would send it. */

/**
 * @typedef {object} ApiRequest
 * @property {string} method
 * @property {string} path from `/_siren` on, with its query string
 * @property {unknown} [body]
 * @property {number} [limit] milliseconds to wait for the response, if a page reads it
 */

/**
 * Creates a request. Parameters without a value are left out.
 * @param {string} method
 * @param {string} path
 * @param {{query?: Record<string, string | number | boolean | undefined>, body?: unknown, limit?: number}} [options]
 * @returns {ApiRequest}
 */
export function apiRequest(method, path, { query = {}, body, limit } = {}) {
  const entries = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(entries).toString();
  return { method, path: search ? `${path}?${search}` : path, ...(body === undefined ? {} : { body }), ...(limit === undefined ? {} : { limit }) };
}

/**
 * Escapes an id in a path.
 * @param {TemplateStringsArray} strings
 * @param {...string} ids
 */
export function path(strings, ...ids) {
  return strings.reduce((text, string, index) => text + encodeURIComponent(ids[index - 1] ?? "") + string);
}

/**
 * Returns the request as Kibana's Dev Tools take it.
 * @param {ApiRequest} request
 */
export function toDevTools({ method, path, body }) {
  return body === undefined ? `${method} ${path}` : `${method} ${path}\n${JSON.stringify(body, null, 2)}`;
}

/**
 * Returns the request as a curl command for a POSIX shell. The password is asked for, never shown.
 * @param {ApiRequest} request
 * @param {string} origin the address that the path is below, without a final slash
 * @param {{user?: string | undefined, hasKey?: boolean}} [login] `hasKey`: with an API key, which is never shown
 */
export function toCurl({ method, path, body }, origin, { user, hasKey = false } = {}) {
  const login = user ? ["-u", quote(user)] : hasKey ? ["-H", quote("authorization: ApiKey <key>")] : [];
  const words = ["curl", ...(method === "GET" ? [] : [`-X${method}`]), ...login, quote(origin + path)];
  if (body !== undefined) words.push("-H", quote("content-type: application/json"), "-d", quote(JSON.stringify(body, null, 2)));
  return words.join(" ");
}

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Returns the request with a placeholder for each password in its body.
 * @param {ApiRequest} request
 * @returns {ApiRequest}
 */
export function withoutPasswords(request) {
  if (request.body === undefined) return request;
  const text = JSON.stringify(request.body, (name, value) => (name === "password" && value ? "<password>" : value));
  return { ...request, body: JSON.parse(text) };
}
