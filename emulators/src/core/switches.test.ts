import test from "ava";
import { mergeSwitches, switchPatch } from "./switches.ts";

const defaults = { flag: true, words: "a", list: ["x"], limit: null, inner: { seconds: 5 } };
const choices = { words: ["a", "b"] };

test("a patch changes only what it names, also one level down", (t) => {
  t.deepEqual(mergeSwitches<object>(defaults, { flag: false, inner: { seconds: 1 } }, choices), {
    ...defaults,
    flag: false,
    inner: { seconds: 1 },
  });
  t.deepEqual(mergeSwitches(defaults, undefined), defaults);
});

const refused: [object | string, RegExp][] = [
  [{ other: 1 }, /no switch other; there are flag, words/],
  [{ flag: "yes" }, /flag must be a boolean/],
  [{ words: "c" }, /words must be one of a, b/],
  [{ list: "x" }, /list must be a list of texts/],
  [{ inner: { minutes: 1 } }, /no switch inner\.minutes; there are seconds/],
  [{ inner: 3 }, /switches must be an object/],
  ["flag", /switches must be an object/],
];
for (const [patch, message] of refused) {
  test(`rejects the patch ${JSON.stringify(patch)}`, (t) => {
    t.throws(() => mergeSwitches(defaults, patch, choices), { message });
  });
}

test("a switch without a default value takes a number", (t) => {
  t.is(mergeSwitches<{ limit: unknown }>(defaults, { limit: 3 }).limit, 3);
});

const flags: [string[], string, object][] = [
  [["flag"], "false", { flag: false }],
  [["words"], "b", { words: "b" }],
  [["words"], "5", { words: "5" }],
  [["list"], "p,q", { list: ["p", "q"] }],
  [["list"], "", { list: [] }],
  [["limit"], "2", { limit: 2 }],
  [["limit"], "127.0.0.1", { limit: "127.0.0.1" }],
  [["inner", "seconds"], "9", { inner: { seconds: 9 } }],
];
for (const [path, text, patch] of flags) {
  test(`reads ${path.join(".")}=${text} from a command line`, (t) => {
    t.deepEqual(switchPatch(path, text, defaults), patch);
  });
}
