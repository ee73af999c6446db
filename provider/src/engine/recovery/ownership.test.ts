import test from "ava";
import { namespaced } from "../definition/names.ts";
import type { Json } from "../definition/values.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/* Two deployments with the same project and stack name, on one account. */

const NEWS = { size: "small", image: "Debian 12" };

type Fixture = ReturnType<typeof fakeCloud>;

/** One run of one deployment, through the CloudProvider. */
async function up(fixture: Fixture, program: Program = {}, name = "web") {
  const cloudProvider = fixture.cloudProvider({ namespace: program.namespace });
  return cloudProvider.create(VM_DEFINITION, await inputsOf(fixture, program, name));
}

type Program = { namespace?: string } & Json;

async function inputsOf(fixture: Fixture, { namespace, ...news }: Program, name: string): Promise<Json> {
  const urn = namespaced(urnOf(name), namespace);
  return (await fixture.cloudProvider().check(VM_DEFINITION, { olds: {}, news: { ...NEWS, ...news }, urn })).inputs;
}

test("without a namespace the second deployment is refused, with both possibilities and both remedies, the command first", async (t) => {
  const fixture = fakeCloud();
  await up(fixture);
  const { message } = await t.throwsAsync(up(fixture));
  t.regex(message, /^A Fake box named "web-[0-9a-f]{7}" already exists: r1\/b1\. Nothing was created\./);
  t.regex(
    message,
    /created by an interrupted run of this stack or by another deployment with the same project and stack name/,
  );
  t.regex(message, /npx indiecloud recover.*pulumi config set indiecloud:namespace <name>.*adopt: "r1\/b1"$/);
  // Pulumi does not tell the provider about --replace: it requests another object, as if there were none yet.
  t.regex(message, /If you ran pulumi up --replace, set the resource option deleteBeforeReplace: true/);
  t.is(fixture.api.count("create"), 1);
});

test("an object of the same program is not called somebody else's: it is deleted first, or the other gets another name", async (t) => {
  const fixture = fakeCloud();
  const { id, outputs } = await up(fixture, { name: "web" });
  const news = await inputsOf(fixture, { name: "web" }, "web");
  const cloudProvider = fixture.cloudProvider();
  await cloudProvider.diff(VM_DEFINITION, { id, olds: outputs, news });
  const { message } = await t.throwsAsync(cloudProvider.create(VM_DEFINITION, news));
  t.regex(
    message,
    /exists: r1\/b1\. Nothing was created\. It belongs to a resource of this program\..*deleteBeforeReplace: true/,
  );
  t.notRegex(message, /adopt|recover/);
});

test("an object with a name that the program sets may be somebody else's, and the remedy is another name", async (t) => {
  const fixture = fakeCloud();
  await up(fixture, { name: "web" });
  const { message } = await t.throwsAsync(up(fixture, { name: "web", namespace: "acme" }));
  t.regex(message, /or by someone else,.*npx indiecloud recover.*give the resource another name/);
  t.notRegex(message, /namespace/);
});

test("deployments with different namespaces never collide; with the same one, the refusal says so", async (t) => {
  const fixture = fakeCloud();
  await up(fixture);
  await up(fixture, { namespace: "acme" });
  await up(fixture, { namespace: "other" });
  t.is(fixture.api.all.length, 3);
  const { message } = await t.throwsAsync(up(fixture, { namespace: "acme" }));
  t.regex(message, /another deployment with the same namespace,.*set another namespace/);
});

test("for ten resources of an interrupted run, the advice is given once", async (t) => {
  const fixture = fakeCloud();
  const names = Array.from({ length: 10 }, (_, index) => `web${index}`);
  for (const name of names) {
    await up(fixture, {}, name);
  }
  const cloudProvider = fixture.cloudProvider();
  const refused = await Promise.all(
    names.map(async (name) => {
      const { inputs } = await cloudProvider.check(VM_DEFINITION, { olds: {}, news: NEWS, urn: urnOf(name) });
      return t.throwsAsync(cloudProvider.create(VM_DEFINITION, inputs));
    }),
  );
  const texts = refused.map(({ message }) => message);
  t.true(texts.every((text) => /exists: r1\/b\d+\. Nothing was created\./.test(text)));
  t.is(texts.filter((text) => text.includes("npx indiecloud recover")).length, 1);
  t.is(texts.filter((text) => text.includes("adopt")).length, 1);
  t.is(texts.filter((text) => /See the error of web0-[0-9a-f]{7} for what to do\.$/.test(text)).length, 9);
});

/**
 * Loses the answer of a create, which had this effect or none, while the other deployment creates an object with the same name.
 */
async function answerLost(
  fixture: Fixture,
  { effect, other = {}, ...program }: { effect: "none" | "made"; other?: Program } & Program,
): Promise<string> {
  const { name } = await inputsOf(fixture, other, "web");
  fixture.api.fault = (call) => {
    if (call !== "create") {
      return undefined;
    }
    fixture.api.put({
      ...{ id: "x1", region: "r1", name: String(name), size: "11", image: "i1", disk: 10, power: "on", groups: [] },
      ...{ keys: [], note: "theirs", restarts: 0, state: "active" },
    });
    return { when: effect === "made" ? "after" : "before", error: cloudError(call) };
  };
  return up(fixture, program).then(
    ({ id }) => id,
    (error: Error) => error.message,
  );
}

test("without a namespace a lost answer is resolved by the name, and the warning mentions the other deployment", async (t) => {
  const fixture = fakeCloud();
  t.is(await answerLost(fixture, { effect: "none" }), "r1/x1");
  t.regex(
    fixture.warnings().join("\n"),
    /found by its name: r1\/x1\. If another deployment with the same project and stack name .*pulumi config set indiecloud:namespace <name>/,
  );
  const given = fakeCloud();
  t.is(await answerLost(given, { effect: "none", name: "web", other: { name: "web" } }), "r1/x1");
  t.regex(given.warnings().join("\n"), /If someone else created a box with that name at the same moment.*panel/);
});

test("with a namespace the other deployment's object is not adopted, and its own without a warning", async (t) => {
  const fixture = fakeCloud();
  const other = { namespace: "other" };
  t.regex(await answerLost(fixture, { effect: "none", namespace: "acme", other }), /not known.*Run pulumi up again/);
  const own = fakeCloud();
  const id = await answerLost(own, { effect: "made", namespace: "acme", other });
  t.regex(own.api.vms.get(id.slice(3))?.name ?? "", /^web-/);
  t.notRegex(own.warnings().join("\n"), /If /);
});

test("if both were created with one name, none is adopted and both are reported", async (t) => {
  const fixture = fakeCloud();
  t.regex(await answerLost(fixture, { effect: "made" }), /these have its name: r1\/x1, r1\/b1\./);
});

test("if the cloud shows the token of a create, each finds its own object and no other", async (t) => {
  const tokens = new Map<string, string>();
  const tokened: typeof vm = {
    ...vm,
    create: (context) => {
      const { api, desired, token } = context;
      const { size, image = "", disk = 10, name = "", region = "" } = desired;
      return api.create({ name, region, size, image, disk, groups: [], keys: [], note: token });
    },
    createToken: ({ row }) => tokens.get(row?.id ?? ""),
  };
  const notes = (fixture: Fixture) => {
    const { put } = fixture.api;
    fixture.api.put = (each, at) => {
      tokens.set(each.id, each.note);
      put.call(fixture.api, each, at);
    };
    return fixture;
  };
  const none = notes(fakeCloud(tokened));
  t.regex(
    await answerLost(none, { effect: "none" }),
    /another create made the one with its name: r1\/x1\).*Run pulumi up again/,
  );
  t.is(none.api.all.length, 1);
  const both = notes(fakeCloud(tokened));
  const id = await answerLost(both, { effect: "made" });
  t.is(id, "r1/b1");
  t.regex(both.warnings().join("\n"), /found by the token sent with the request: r1\/b1\.$/m);
});

test("if the cloud shows the creation time, an older object is not adopted", async (t) => {
  const created = (secondsAgo: number) => {
    const fixture: Fixture = fakeCloud({ ...vm, createdAt: () => start - secondsAgo * 1000 });
    const start = fixture.clock.now();
    return fixture;
  };
  t.regex(await answerLost(created(121), { effect: "none" }), /another create made the one with its name: r1\/x1/);
  // The cloud's clock may be slow.
  t.is(await answerLost(created(60), { effect: "none" }), "r1/x1");
});
