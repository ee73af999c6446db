import { createHash } from "node:crypto";
import test from "ava";
import fc from "fast-check";
import { parseNamespace } from "./config.ts";
import { fittingName, generatedName, namespaced } from "./names.ts";

const RULE = { max: 40, character: /[a-z0-9-]/ };

/** Names that Pulumi allows for stacks and projects, types with their parents, and any resource name. */
const label = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const type = fc.constantFrom("indiecloud:lunanode:Vm", "shop:index:Site$pulumi-nodejs:dynamic/indiecloud/ovh:Instance");
const logical = fc.oneof(fc.string({ minLength: 1 }), fc.constant("a::b"));
const namespace = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,40}$/);

test("without a namespace a name is the hash of the whole URN, as in every release", (t) => {
  const urn = "urn:pulumi:dev::shop::indiecloud:lunanode:Vm::web";
  const hash = createHash("sha256").update(urn).update("before").digest("hex").slice(0, 7);
  t.is(generatedName(RULE, namespaced(urn, undefined), "before"), `web-${hash}`);
  t.is(generatedName(RULE, urn, ""), "web-e850d9d");
});

test("a namespace replaces stack and project, and nothing else", (t) => {
  fc.assert(
    fc.property(
      label,
      label,
      label,
      label,
      type,
      logical,
      namespace,
      (stack, project, stack2, project2, kind, name, space) => {
        const urn = (a: string, b: string) => `urn:pulumi:${a}::${b}::${kind}::${name}`;
        const created = namespaced(urn(stack, project), space);
        t.is(created, `urn:pulumi:${space}::${kind}::${name}`);
        t.is(namespaced(urn(stack2, project2), space), created);
      },
    ),
  );
});

test("a name of one namespace never equals one of another namespace, or one without", (t) => {
  fc.assert(
    fc.property(label, label, type, logical, namespace, namespace, (stack, project, kind, name, one, other) => {
      const urn = `urn:pulumi:${stack}::${project}::${kind}::${name}`;
      t.not(namespaced(urn, one), urn);
      t.is(namespaced(urn, one) === namespaced(urn, other), one === other);
    }),
  );
});

test("a namespace that could be mistaken for a part of a URN is rejected with the command to set it", (t) => {
  for (const wrong of ["a::b", "a:b", "-a", " ", "a b", "a".repeat(101), {}, ["a"]]) {
    t.throws(() => parseNamespace(wrong), { message: /indiecloud:namespace must be .*pulumi config set/ });
  }
  t.is(parseNamespace(undefined), undefined);
  t.is(parseNamespace(""), undefined);
  t.is(parseNamespace("acme/shop.prod_1"), "acme/shop.prod_1");
  t.is(parseNamespace(42), "42");
});

test("a rule without a joiner for names of letters and digits", (t) => {
  const rule = { max: 20, character: /[A-Za-z0-9]/, joiner: "" };
  t.is(generatedName(rule, "urn:pulumi:dev::shop::t::my-data.disk-of-the-shop", ""), "mydatadiskoft42b79ff");
  t.is(fittingName(rule, "my-data-1a2b3c4"), "mydata1a2b3c4");
});
