import test from "ava";
import { referencePage } from "./reference.ts";
import { packageSchema } from "./schema.ts";
import { fakeCloud } from "./testing/fake-cloud.ts";

const cloud = fakeCloud();
const page = referencePage(cloud, packageSchema([cloud], "1.2.3"));
const row = (key: string): string => page.split("\n").find((line) => line.startsWith(`| \`${key}\``)) ?? "";

test("an input's row has its type, what a change does, what happens to drift, and its description", (t) => {
  t.is(row("name"), "| `name` | `string` | in place | repaired | Name (`label`) |");
  t.is(
    row("size"),
    "| `size` (required) | `string` | replaces | reported | Size. `pulumi preview` checks that the size exists. |",
  );
  t.is(row("count"), "| `count` | `number` | in place | not detected | How many. Default: `2`. |");
  t.is(row("keys"), "| `keys` | `string[]` | only at creation | not detected | Keys. |");
  t.is(row("secretNote"), "| `secretNote` | `string` | in place | not detected | Note. A secret. |");
  t.is(row("restart"), "| `restart` | `string` | runs |  | Restarts it. |");
  t.is(row("growing"), "| `growing` | `number` | in place or replaces | not detected | Grows. |");
  t.is(row("ratio"), "| `ratio` | `number` | in place; stops it | not detected | Ratio. |");
});

test("a vertical bar in a type does not end its cell", (t) => {
  t.is(row("powerState"), '| `powerState` | `"running" \\| "stopped"` | in place | not detected | State. |');
});

test("outputs, object types and settings have rows", (t) => {
  t.is(row("token"), "| `token` | `string` | Password. A secret. |");
  t.is(row("mac"), "| `mac` (required) | `string` | MAC. |");
  t.is(row("password"), "| `password` | `FAKE_PASSWORD` | Password. A secret. |");
  t.is(row("endpoint"), "| `endpoint` |  | Base URL. Default: `https://fake.example`. |");
});

test("resources that can be imported by name show it, others do not", (t) => {
  const [, ofBox = "", ofLid = ""] = page.split("\n### ");
  t.regex(ofBox, /^pulumi import indiecloud:fake:Box example b-1$/m);
  t.regex(ofLid, /^pulumi import indiecloud:fake:BoxLid example 'a lid'$/m);
  t.false(ofLid.includes("name:example"));
});
