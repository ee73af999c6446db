import test from "ava";
import { plaintext, providerResource, urnOf, vm } from "./recover/testing.js";
import { accountsOf, explicitProvider, hintOfProviders } from "./stack-providers.js";
import type { StackState } from "./state.js";

const provider = (name: string, type: string, inputs: object) => ({
  ...providerResource,
  urn: urnOf(name, type),
  type,
  inputs: { ...inputs },
});
const DYNAMIC = "pulumi:providers:pulumi-nodejs";
const PLUGIN = "pulumi:providers:indiecloud";
const STACK = '{"apiId":"a"}';

const state: StackState = {
  resources: [
    providerResource,
    provider("same", DYNAMIC, { "indiecloud:lunanode": plaintext(STACK) }),
    provider("other", PLUGIN, { lunanode: plaintext('{"apiId":"b"}') }),
    provider("none", PLUGIN, { ovh: plaintext("{}") }),
  ],
};

test("accounts are the stack's and those of explicit providers, without duplicates", (t) => {
  t.deepEqual(
    accountsOf("lunanode", state, () => STACK),
    [{ settings: STACK }, { settings: '{"apiId":"b"}', provider: "other" }],
  );
  t.deepEqual(
    accountsOf("naver", state, () => undefined),
    [{ settings: undefined }],
  );
});

test("a resource whose explicit provider does not set its cloud is in the environment's account", (t) => {
  const web = vm("web", { provider: `${urnOf("none", PLUGIN)}::0001` });
  t.deepEqual(
    accountsOf("lunanode", { resources: [...(state.resources ?? []), web] }, () => STACK),
    [{ settings: STACK }, { settings: '{"apiId":"b"}', provider: "other" }, { settings: undefined, provider: "none" }],
  );
});

test("an explicit provider is found by its name or URN, with its settings by cloud and its adapter", (t) => {
  t.like(explicitProvider(state, "same"), { adapter: "dynamic", settings: { lunanode: STACK } });
  t.like(explicitProvider(state, urnOf("other", PLUGIN)), { name: "other", adapter: "plugin" });
});

test("an unknown or ambiguous provider is an error that lists what to pass", (t) => {
  const messageOf = (given: string, of: StackState, adapter?: "dynamic") =>
    t.throws(() => explicitProvider(of, given, adapter))?.message;
  t.is(
    messageOf("eu", state),
    "The stack's state has no explicit provider eu. It has same (lunanode), other (lunanode), none (ovh). One that you have just declared is there after pulumi up.",
  );
  t.is(
    messageOf("other", state, "dynamic"),
    "The stack's state has no explicit provider other with the adapter dynamic. It has same (lunanode). One that you have just declared is there after pulumi up.",
  );
  t.regex(messageOf("eu", { resources: [providerResource] }) ?? "", /no explicit provider\. Declare eu in the program/);
  // An old half that waits for its deletion is not meant.
  const same = provider("same", DYNAMIC, {});
  const both = [same, { ...same, delete: true }, provider("same", PLUGIN, {})];
  t.is(
    messageOf("same", { resources: both }),
    `same is the name of several providers. Pass one of their URNs: ${urnOf("same", DYNAMIC)}, ${urnOf("same", PLUGIN)}`,
  );
});

test("a hint names the explicit providers for a cloud, if there are any", (t) => {
  t.is(
    hintOfProviders("lunanode", state),
    "The stack has explicit providers for lunanode: same, other. To use the account of one, pass --provider <name>.",
  );
  t.is(hintOfProviders("naver", state), undefined);
});
