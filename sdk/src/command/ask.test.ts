import { PassThrough } from "node:stream";
import test from "ava";
import { CommandError } from "./command-error.js";
import { choose } from "./prompt.js";

const CHOICES = ["web", "db", "mail"].map((value) => ({ value, label: value, hint: `toronto/${value}` }));
const [SPACE, DOWN, ENTER, CANCEL] = [" ", "\u001b[B", "\r", "\u0003"];

/** A keyboard that types when prompted, and a screen. */
function terminal(keys: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  let screen = "";
  output.on("data", (chunk) => {
    screen += String(chunk);
    // One key each time the prompt is drawn.
    const key = keys.at(typed);
    if (key !== undefined && String(chunk) !== "") {
      typed += 1;
      setImmediate(() => input.write(key));
    }
  });
  let typed = 0;
  return { input, output, screen: () => screen };
}

test("the user chooses with the keyboard, in any order", async (t) => {
  const { screen, ...streams } = terminal([DOWN, DOWN, SPACE, DOWN, SPACE, ENTER]);
  t.deepEqual(await choose("Import which?", CHOICES, streams), ["web", "mail"]);
  t.regex(screen(), /Import which\?/);
  t.regex(screen(), /toronto\/web/);
});

for (const [title, keys] of [
  ["chooses nothing", [ENTER]],
  ["changes their mind", [SPACE, CANCEL]],
] as const) {
  test(`nothing is done for a user who ${title}`, async (t) => {
    const { screen, ...streams } = terminal(keys);
    await t.throwsAsync(choose("Import which?", CHOICES, streams), {
      instanceOf: CommandError,
      message: "Nothing was selected, so nothing was done.",
    });
    t.regex(screen(), /Import which\?/);
  });
}
