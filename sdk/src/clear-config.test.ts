import test from "ava";
import { clearSecrets } from "./clear-config.js";

const account = (applicationSecret: string, consumerKey: string) =>
  JSON.stringify({ applicationKey: "a", applicationSecret, consumerKey });
const [NONE, OVH] = ["[]", '["indiecloud:ovh"]'];

test("secrets in plain text are found, even next to encrypted ones; none if everything is encrypted or nothing is known", (t) => {
  t.deepEqual(clearSecrets("ovh", account("s", "k"), NONE), ["applicationSecret", "consumerKey"]);
  t.deepEqual(clearSecrets("ovh", account("[secret]", "k"), OVH), ["consumerKey"]);
  t.deepEqual(clearSecrets("ovh", account("[secret]", "[secret]"), OVH), []);
  t.deepEqual(clearSecrets("ovh", account("s", "k"), OVH), []);
  t.deepEqual(clearSecrets("ovh", account("s", "k"), undefined), []);
  t.deepEqual(clearSecrets("ovh", undefined, NONE), []);
  t.deepEqual(clearSecrets("ovh", "{", NONE), []);
  t.deepEqual(clearSecrets("lunanode", JSON.stringify({ apiId: "a" }), NONE), []);
});
