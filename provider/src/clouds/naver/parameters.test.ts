import test from "ava";
import fc from "fast-check";
import { encode, type Value } from "./parameters.ts";

test("list indexes start at one, also within objects; undefined values are omitted and leave no gap", (t) => {
  const parameters = {
    serverName: "web a+b",
    isProtectServerTermination: false,
    gone: undefined,
    networkInterfaceList: [
      undefined,
      { networkInterfaceOrder: 0, accessControlGroupNoList: ["7", undefined, "8"], ip: undefined },
    ],
    empty: [],
    text: "",
  };
  t.is(
    encode(parameters),
    "serverName=web%20a%2Bb&isProtectServerTermination=false&networkInterfaceList.1.networkInterfaceOrder=0&networkInterfaceList.1.accessControlGroupNoList.1=7&networkInterfaceList.1.accessControlGroupNoList.2=8&text=",
  );
});

test("no URL parser changes what was encoded, and every form parser decodes the original", (t) => {
  const leaf: fc.Arbitrary<Value> = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean());
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.dictionary(name, leaf), (parameters) => {
      const text = encode(parameters);
      t.is(new URL(`https://gate.example/x?${text}`).search, text === "" ? "" : `?${text}`);
      t.deepEqual(
        [...new URLSearchParams(text)],
        Object.entries(parameters).map(([key, value]) => [key, String(value)]),
      );
    }),
  );
});
