import test from "ava";
import fc from "fast-check";
import { signedUrls, verify } from "../../emulators/src/ovh/signature.ts";
import { requestTo } from "../../provider/src/clouds/ovh/request.ts";
import { signature } from "../../provider/src/clouds/ovh/signature.ts";

const keys = {
  applicationSecret: "EXAMPLEappsecret0000000000000001",
  consumerKey: "EXAMPLEconsumerkey00000000000002",
};
const parameters = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: "binary" }));
const route = fc.constantFrom("GET /ip/{ip}", "POST /ip/{ip}", "PUT /ip/{ip}", "DELETE /ip/{ip}");

test("any request is signed so that the emulator's own check accepts it, and no other body or URL", (t) => {
  fc.assert(
    fc.property(route, parameters, fc.integer({ min: 1, max: 4_000_000_000 }), (name, given, timestamp) => {
      const root = "http://127.0.0.1:4605/1.0";
      const { method, url, body = "" } = requestTo(root, name, { ...given, ip: "192.0.2.0/29" });
      const sent = `${url.pathname}${url.search}`;
      const signed = signature({ ...keys, method, url: url.href, body, timestamp });
      const check = (path: string, text: string) =>
        verify(signed, signedUrls("127.0.0.1:4605", path, { publicUrl: null, nodeClientUrls: false }), {
          ...keys,
          method,
          body: Buffer.from(text),
          timestamp: String(timestamp),
        });
      t.true(check(sent, body));
      t.false(check(`${sent}&`, body));
      t.false(check(sent, `${body} `));
    }),
  );
});
