/** Navigation, and the page of the current route or the login. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ErrorMessage } from "./components/errors.js";
import { ApiError } from "./errors.js";
import { html } from "./html.js";
import { identify, identity, logOut, may, missingPrivilege, userNumber } from "./identity.js";
import { isLoginNeeded } from "./lock.js";
import { Login } from "./pages/login.js";
import { pageOf, PAGES } from "./pages.js";
import { link, route } from "./router.js";
import { isLoggedIn } from "./session.js";

export function App() {
  const isLocked = isLoginNeeded.value;
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${link("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${identity.value && !isLocked && html`<${Navigation} />
      <${Account} />`}
    </header>
    <main id="main" tabindex="-1">
      ${isLocked && html`<${Login} />`}
      ${identity.value && html`<div key=${userNumber.value} hidden=${isLocked} inert=${isLocked}><${Page} isLocked=${isLocked} /></div>`}
      ${!identity.value && !isLocked && html`<${Identification} />`}
    </main>
  `;
}

/**
 * Moves the focus to the page. The address stays: its hash names the page.
 * @param {Event} event
 */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Navigation() {
  const { page } = route.value, current = PAGES[page]?.parent ?? page;
  return html`<nav aria-label="Pages">
    ${Object.entries(PAGES).map(
      ([name, { title, requires }]) =>
        title && may(requires) && html`<a key=${name} href=${link(name)} aria-current=${name !== current ? undefined : name === page ? "page" : "true"}>${title}</a>`,
    )}
  </nav>`;
}

function Account() {
  if (!identity.value?.security) return null;
  return html`<div class="account">
    ${identity.value.username} ${isLoggedIn.value && html`<button type="button" onClick=${logOut}>Log out</button>`}
  </div>`;
}

/** Asks who the caller is before any page is shown. */
function Identification() {
  const [error, setError] = useState(/** @type {ApiError | undefined} */ (undefined));
  useEffect(() => {
    let timer = 0;
    const ask = () => {
      identify().catch((failure) => {
        if (!(failure instanceof ApiError)) throw failure;
        setError(failure);
        timer = setTimeout(ask, 3000);
      });
    };
    ask();
    return () => clearTimeout(timer);
  }, []);
  return error ? html`<${ErrorMessage} error=${error} />` : html`<p class="empty" aria-busy="true">Loading …</p>`;
}

/** @param {{isLocked: boolean}} properties `isLocked`: it is kept for its user, but not shown */
function Page({ isLocked }) {
  const { page, id, query } = route.value;
  const { component, name, requires } = pageOf(page, id);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${isLocked ? "Log in" : name} – Siren sidecar`;
  }, [name, isLocked]);
  useLayoutEffect(() => {
    // After a click on a link, a screen reader goes on with the new page.
    if (!isFirst.current) document.getElementById("main")?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [page, id]);
  const missing = missingPrivilege(requires);
  if (missing) {
    return html`<p class="alert error" role="alert">You have no permission to see this page: it requires ${missing[1]} on ${missing[0]}.</p>`;
  }
  return html`<${component} key=${`${page}/${id}`} id=${id} query=${query} />`;
}
