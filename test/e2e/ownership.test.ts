import test from "ava";
import { indiecloud } from "./support/command.ts";
import { openYamlStack } from "./support/plugin.ts";
import { providers } from "./support/processes.ts";
import { twin } from "./support/stack.ts";

/* The owner of a server: two deployments with the same project and stack name, and one whose stack was renamed. */

const web = (type: string, properties: object) => ({ resources: { web: { type, properties: { ...properties } } } });

test.serial(
  "two deployments with the same project and stack name on one account: the second never touches the first one's objects",
  async (t) => {
    const first = await openYamlStack(t, { clouds: ["lunanode"] });
    const { ids, emulators } = first;
    const program = web("indiecloud:lunanode:Vm", { plan: "m.2", image: "Ubuntu 24.04 64-bit" });
    await first.write(program);
    t.is((await first.stack.run(["up", "--yes", "--skip-preview"])).code, 0);
    const [theirs = "?"] = ids("vm");
    const before = emulators.objects("lunanode").find(({ id }) => id === theirs);

    const second = await twin(t, first);
    const refused = await second.run(["up", "--yes", "--skip-preview"]);
    t.not(refused.code, 0);
    t.regex(
      refused.screen,
      /another deployment with the same project and stack name.*npx indiecloud recover.*indiecloud:namespace/s,
    );

    // In the second deployment's history the refused run is a failed one; the name alone must not make the VM its own.
    const listed = await indiecloud(second, ["orphans", "--all", "--json"]);
    t.is(listed.code, 7, listed.screen);
    const { orphans, otherStacks } = JSON.parse(listed.out);
    t.is(otherStacks, 0);
    const seen = orphans.map(({ resource, owner, why }: Record<string, string>) => [resource, owner, why]);
    t.deepEqual(seen.slice(0, 2), [
      ["lunanode:Vm", "unknown", "created for web of this stack or of another deployment with the same name"],
      ["lunanode:FloatingIp", "unknown", `belongs to toronto/${theirs}`],
    ]);
    t.is(orphans[0].price.currency, "USD");
    const recovered = await indiecloud(second, ["recover", "--yes", "--json"]);
    t.is(recovered.code, 7, recovered.screen);
    const { imported, unresolved } = JSON.parse(recovered.out);
    t.deepEqual(imported, []);
    t.like(unresolved[0], { id: `toronto/${theirs}`, owner: "unknown" });
    t.regex(unresolved[0].next, /--take 'urn:.*::web=toronto\/.*indiecloud:namespace/);

    await second.configure({ "indiecloud:namespace": "second" });
    const up = await second.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    t.is(ids("vm").length, 2);
    const gone = await second.destroy();
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(ids("vm"), [theirs]);
    t.like(
      emulators.objects("lunanode").find(({ id }) => id === theirs),
      { hostname: before?.hostname, planId: before?.planId },
    );
  },
);

const INSTANCE = "POST /cloud/project/{serviceName}/instance";

test.serial(
  "a stack that was renamed after its provider was killed: --formerly finds what it had created",
  async (t) => {
    const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["ovh"], timeScale: 1 });
    await write(web("indiecloud:ovh:Instance", { region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04" }));
    emulators.addFault({ cloud: "ovh", operation: INSTANCE, fault: { hold: "after" } });
    const run = stack.start(["up", "--yes", "--skip-preview"]);
    await emulators.waitFor({ cloud: "ovh", operation: INSTANCE, stage: "reached" });
    for (const pid of await providers(stack.folder, "pulumi-resource-indiecloud")) {
      process.kill(pid, "SIGKILL");
    }
    t.not((await run.ended).code, 0);
    emulators.clearFaults();
    emulators.setTimeScale(60);
    const renamed = await stack.run(["stack", "rename", "prod"]);
    t.is(renamed.code, 0, renamed.screen);

    const blind = await indiecloud(stack, ["recover", "--json", "--yes"]);
    t.is(blind.code, 0, blind.screen);
    t.deepEqual(JSON.parse(blind.out).imported, []);
    const found = await indiecloud(stack, ["recover", "--json", "--yes", "--formerly", "dev"]);
    t.is(found.code, 0, found.screen);
    const [instance = "?"] = ids("instance");
    t.true(JSON.parse(found.out).imported[0]?.id.endsWith(`/${instance}`), found.out);
    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    t.deepEqual(ids("instance"), [instance]);
    t.is(emulators.requests().filter(({ operation }) => operation === INSTANCE).length, 1);
  },
);
