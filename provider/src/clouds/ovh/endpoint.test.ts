import test from "ava";
import { endpointOf } from "./endpoint.ts";

for (const [given, root, tokenUrl] of [
  ["ovh-eu", "https://eu.api.ovh.com/1.0", "https://www.ovh.com/auth/oauth2/token"],
  ["ovh-ca", "https://ca.api.ovh.com/1.0", "https://ca.ovh.com/auth/oauth2/token"],
  ["ovh-us", "https://api.us.ovhcloud.com/1.0", "https://us.ovhcloud.com/auth/oauth2/token"],
  ["kimsufi-eu", "https://eu.api.kimsufi.com/1.0", undefined],
  ["ks-ca", "https://ca.api.kimsufi.com/1.0", undefined],
  ["soyoustart-ca", "https://ca.api.soyoustart.com/1.0", undefined],
  ["sys-eu", "https://eu.api.soyoustart.com/1.0", undefined],
  ["https://eu.api.ovh.com/1.0/", "https://eu.api.ovh.com/1.0", "https://www.ovh.com/auth/oauth2/token"],
  ["https://ca.api.ovh.com/v1", "https://ca.api.ovh.com/v1", "https://ca.ovh.com/auth/oauth2/token"],
  ["http://127.0.0.1:4605", "http://127.0.0.1:4605/1.0", "http://127.0.0.1:4605/auth/oauth2/token"],
  ["http://127.0.0.1:4605/1.0", "http://127.0.0.1:4605/1.0", "http://127.0.0.1:4605/auth/oauth2/token"],
] as const) {
  test(`${given} is ${root}`, (t) => {
    t.deepEqual(endpointOf(given), { root, tokenUrl });
  });
}

for (const given of ["ovh-de", "runabove-ca", "eu.api.ovh.com", "constructor", "", "ftp://eu.api.ovh.com"]) {
  test(`"${given}" is refused, with the known names`, (t) => {
    t.throws(() => endpointOf(given), { message: /is not an endpoint.*Set endpoint to ovh-eu, ovh-ca, ovh-us/ });
  });
}
