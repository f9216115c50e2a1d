import assert from "node:assert/strict";
import { test } from "node:test";
import { apiRequest, path, toCurl, toDevTools, withoutPasswords } from "../src/request.js";

test("ids are escaped in paths", () => {
  assert.equal(path`/_siren/connector/ingestion/${"a/b?c"}/_run`, "/_siren/connector/ingestion/a%2Fb%3Fc/_run");
});

test("parameters without a value are left out", () => {
  assert.equal(apiRequest("GET", "/x", { query: { from: 0, q: "", size: undefined, detailed: true } }).path, "/x?from=0&detailed=true");
});

test("Dev Tools get the body as indented JSON", () => {
  assert.equal(toDevTools(apiRequest("POST", "/x", { body: { a: 1 } })), 'POST /x\n{\n  "a": 1\n}');
});

test("a curl command survives quotes in its body", () => {
  const command = toCurl(apiRequest("PUT", "/x", { body: { name: "it's" } }), "http://localhost:9280", { user: "admin" });
  assert.equal(
    command,
    `curl -XPUT -u 'admin' 'http://localhost:9280/x' -H 'content-type: application/json' -d '{\n  "name": "it'\\''s"\n}'`,
  );
});

test("a shown request has no password", () => {
  const request = apiRequest("PUT", "/x", { body: { jdbc: { username: "a", password: "secret" } } });
  assert.deepEqual(withoutPasswords(request).body, { jdbc: { username: "a", password: "<password>" } });
});
