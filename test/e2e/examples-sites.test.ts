import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { copyOf, run } from "./support/examples.ts";
import { openTestStack } from "./support/stack.ts";

test.serial(
  "examples/gigenet-site: up; the address is moved, disassociated and associated again; destroy",
  async (t) => {
    const { stack, emulators } = await openTestStack(t);
    const cwd = await copyOf(t, "gigenet-site");
    const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
    const up = async (...args: string[]) => {
      const { code, screen } = await pulumi("up", "--yes", "--skip-preview", ...args);
      t.is(code, 0, screen);
    };
    const objects = (kind: string) => emulators.objects("gigenet").filter((object) => object.kind === kind);
    const holder = () => {
      const [address] = objects("address");
      return objects("instance").find(({ id }) => id === address?.instanceId)?.hostname;
    };
    t.is((await pulumi("stack", "init", "example")).code, 0);
    await up();
    t.regex(String(holder()), /^green-/);
    t.is((await pulumi("config", "set", "active", "blue")).code, 0);
    await up();
    t.regex(String(holder()), /^blue-/);
    const [address] = objects("address");
    emulators.change({ cloud: "gigenet", kind: "address", id: String(address?.id), set: { instanceId: "" } });
    await up("--refresh");
    t.regex(String(holder()), /^blue-/);
    t.is(objects("address").length, 1);
    const gone = await pulumi("destroy", "--yes", "--skip-preview");
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(objects("address"), []);
    t.deepEqual(
      objects("instance").filter(({ phase }) => phase !== "deleted" && phase !== "deleting"),
      [],
    );
  },
);

test.serial("examples/hostdime-site: adoption with the bandwidth graph; drift is repaired; release", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  const cwd = await copyOf(t, "hostdime-site");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  const object = (id: string) => emulators.objects("hostdime").find((each) => each.id === id);
  t.is((await pulumi("stack", "init", "example")).code, 0);
  const settings = ["cuid=S37", "ip=192.0.2.137", "ptr=www.example.com"].flatMap((each) => ["--plaintext", each]);
  t.is((await pulumi("config", "set-all", ...settings)).code, 0);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /ipmiPassword\s*: "?\[secret\]/);
  t.is(object("192.0.2.137")?.ptr, "www.example.com");
  t.is((await readFile(join(cwd, "bandwidth.png"))).subarray(1, 4).toString(), "PNG");
  const suspended = { status: "clientsuspend", power: "stopped" };
  emulators.change({ cloud: "hostdime", kind: "server", id: "S37", set: suspended });
  const repaired = await pulumi("up", "--yes", "--skip-preview", "--refresh");
  t.is(repaired.code, 0, repaired.screen);
  t.like(object("S37"), { status: "active", power: "running" });
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  t.regex(gone.screen, /S37 was released: it stays at HostDime and is charged/);
  t.is(object("192.0.2.137")?.ptr, "server1.example.com");
});
