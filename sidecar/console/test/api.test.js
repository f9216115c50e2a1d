import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";

/** Never answers, or never to the end. */
const server = createServer((request, response) => {
  if (request.url?.endsWith("/cut")) response.writeHead(200, { "content-type": "application/json" }).write("{");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
after(() => {
  server.closeAllConnections();
  server.close();
});

const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
Object.assign(globalThis, { document: { baseURI: `http://127.0.0.1:${port}/_siren/console/` }, sessionStorage: { getItem: () => null } });
const { send } = await import("../src/api.js");

for (const path of ["/silent", "/cut"]) {
  for (const signal of [undefined, new AbortController().signal]) {
    test(`a read of ${path} ${signal ? "that a page repeats " : ""}ends`, async () => {
      await assert.rejects(send({ method: "GET", path, limit: 100 }, signal), (error) => {
        assert.deepEqual([error.name, error.isTemporary, error.message], ["ApiError", true, "the sidecar has not answered within 0.1 seconds"]);
        return true;
      });
    });
  }
}

test("a read that its page has ended is no error of the API", async () => {
  const controller = new AbortController();
  const reading = send({ method: "GET", path: "/silent" }, controller.signal);
  controller.abort();
  await assert.rejects(reading, { name: "AbortError" });
});
