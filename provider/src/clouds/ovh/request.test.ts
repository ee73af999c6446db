import test from "ava";
import fc from "fast-check";
import { requestTo } from "./request.ts";

const ROOT = "https://api.example.net/1.0";
const texts = fc.dictionary(
  fc.stringMatching(/^[a-zA-Z]{1,8}$/),
  fc.option(fc.string({ unit: "grapheme" }), { nil: undefined }),
);

test("any query arrives unchanged, in the given order, without a trailing &", (t) => {
  fc.assert(
    fc.property(texts, (parameters) => {
      const { url, body } = requestTo(ROOT, "GET /me", parameters);
      t.deepEqual(
        [...url.searchParams],
        Object.entries(parameters).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      );
      t.notRegex(url.href, /[&?]$/);
      t.is(body, undefined);
    }),
  );
});

test("any body arrives unchanged, and without parameters there is none", (t) => {
  const methods = fc.constantFrom("POST" as const, "PUT" as const, "PATCH" as const);
  fc.assert(
    fc.property(methods, texts, (sent, parameters) => {
      const { method, url, body, headers } = requestTo(ROOT, `${sent} /me`, parameters);
      t.is(method, sent);
      const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
      t.is(url.search, "");
      t.deepEqual(body === undefined ? {} : JSON.parse(body), given);
      t.is(body === undefined, Object.keys(given).length === 0);
      t.is(headers["content-type"], body === undefined ? undefined : "application/json");
    }),
  );
});

test("any ID is a single segment of the path", (t) => {
  const id = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => !/^\.{0,2}$/.test(text));
  fc.assert(
    fc.property(id, (ip) => {
      const parts = requestTo(ROOT, "GET /ip/{ip}/task", { ip }).url.pathname.split("/");
      t.is(parts.length, 5);
      t.is(decodeURIComponent(parts[3] ?? ""), ip);
    }),
  );
});

test("an address block keeps its slash in the path, and booleans are words in the query", (t) => {
  const { url } = requestTo(ROOT, "GET /ip/{ip}/reverse", { ip: "192.0.2.0/29", all: true, none: undefined, n: 3 });
  t.is(url.href, "https://api.example.net/1.0/ip/192.0.2.0%2F29/reverse?all=true&n=3");
});

for (const id of [undefined, "", ".", "..", 7]) {
  test(`${JSON.stringify(id)} is not an ID: nothing is sent to another path`, (t) => {
    t.throws(() => requestTo(ROOT, "DELETE /cloud/project/{serviceName}/instance/{id}", { serviceName: "p", id }), {
      message: /id is .*which is not an ID/,
    });
  });
}
