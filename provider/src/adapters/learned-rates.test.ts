import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { ratesIn } from "./learned-rates.ts";

async function folder(t: import("ava").ExecutionContext): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "indiecloud-rates-"));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  return join(parent, "rates");
}

test("a rate is kept for its account, in a file that does not name the account, until the configured rate works again", async (t) => {
  const path = await folder(t);
  const [one, another] = [ratesIn(path), ratesIn(path)];
  t.is(one.read("ovh\nhttps://eu\nproject"), undefined);
  one.write("ovh\nhttps://eu\nproject", { perSecond: 2.5, at: 1000 });
  t.like(another.read("ovh\nhttps://eu\nproject"), { perSecond: 2.5, at: 1000 });
  t.is(another.read("ovh\nhttps://eu\nother"), undefined);
  t.false(readdirSync(path).join().includes("project"));
  another.write("ovh\nhttps://eu\nproject", undefined);
  t.is(one.read("ovh\nhttps://eu\nproject"), undefined);
});

test("files of earlier days are removed; a damaged file and a directory that cannot be created count as none", async (t) => {
  const path = await folder(t);
  const rates = ratesIn(path);
  const day = 86_400_000;
  rates.write("old", { perSecond: 1, at: day });
  const [file = ""] = readdirSync(path);
  utimesSync(join(path, file), 0, 0);
  rates.write("new", { perSecond: 1, at: day + 1 });
  t.is(rates.read("old"), undefined);
  for (const name of readdirSync(path)) writeFileSync(join(path, name), "{");
  t.is(rates.read("new"), undefined);
  const blocked = join(path, "blocked");
  writeFileSync(blocked, "");
  ratesIn(join(blocked, "rates")).write("new", { perSecond: 1, at: 1 });
  t.false(existsSync(join(blocked, "rates")));
});
