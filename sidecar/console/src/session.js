/** Who uses the console. Credentials are held in memory, and in the tab's session storage only on request. */

import { computed, signal } from "@preact/signals";
import { isLoginNeeded } from "./lock.js";

/** Milliseconds without a key or a click after which the credentials are forgotten. */
const IDLE_LIMIT = 30 * 60 * 1000;

const STORED = "sidecar.authorization";

/** @typedef {{authorization: string, user: string | undefined}} Credentials */

/** @type {import("@preact/signals").Signal<Credentials | undefined>} */
const credentials = signal(restore());

/** The user's name; undefined without a login, and with an API key. */
export const user = computed(() => credentials.value?.user);

/** Whether there are credentials to forget. */
export const isLoggedIn = computed(() => credentials.value !== undefined);

/** Returns the value of the Authorization header, undefined without credentials. */
export function authorization() {
  return credentials.value?.authorization;
}

/**
 * Returns the credentials of a user.
 * @param {string} name
 * @param {string} password
 * @returns {Credentials}
 */
export function basicCredentials(name, password) {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return { authorization: `Basic ${btoa(String.fromCodePoint(...bytes))}`, user: name };
}

/**
 * Returns the credentials of an API key, as Elasticsearch encodes it.
 * @param {string} key
 * @returns {Credentials}
 */
export function apiKeyCredentials(key) {
  return { authorization: `ApiKey ${key.trim()}`, user: undefined };
}

/**
 * Uses credentials from now on.
 * @param {Credentials} given
 */
export function setCredentials(given) {
  credentials.value = given;
}

/** Keeps the credentials until the tab is closed, over a reload. */
export function rememberCredentials() {
  sessionStorage.setItem(STORED, JSON.stringify({ credentials: credentials.value, lastInput: Date.now() }));
}

/** Forgets the credentials. */
export function forgetCredentials() {
  sessionStorage.removeItem(STORED);
  credentials.value = undefined;
}

/** Forgets the credentials and asks for others: they are refused, or nobody has used the page for too long. */
export function endSession() {
  forgetCredentials();
  isLoginNeeded.value = true;
}

/** Ends the session after {@link IDLE_LIMIT}; call it once. */
export function watchForIdleness() {
  let lastInput = Date.now();
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (lastInput = Date.now()), { capture: true, passive: true });
  setInterval(() => {
    if (credentials.value && Date.now() - lastInput > IDLE_LIMIT) endSession();
    else if (sessionStorage.getItem(STORED)) sessionStorage.setItem(STORED, JSON.stringify({ credentials: credentials.value, lastInput }));
  }, 10_000);
}

/**
 * Returns the credentials that were kept, unless they have not been used for too long: a browser can open a closed tab again.
 * @returns {Credentials | undefined}
 */
function restore() {
  const stored = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  return stored && Date.now() - stored.lastInput <= IDLE_LIMIT ? stored.credentials : undefined;
}
