import test from "ava";
import { markdownTable, table } from "./output.js";

test("columns are aligned, also with wide characters, without lines and trailing blanks", (t) => {
  const lines = table(
    ["name", "id"],
    [
      ["서울", "1"],
      ["b", "22"],
    ],
  ).split("\n");
  t.deepEqual(lines, ["name  id", "서울  1", "b     22"]);
});

test("on a terminal, prose wraps until the table fits; names and IDs stay whole, even if it then does not", (t) => {
  const id = "toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869";
  const why = "created for web by an interrupted run of this stack";
  const lines = table(["id", "why"], [[id, why]], 80).split("\n");
  t.true(lines.every((line) => line.length <= 80));
  t.true(lines.some((line) => line.startsWith(`${id}  created for`)));
  t.is(
    lines
      .slice(1)
      .map((line) => line.replace(id, "").trim())
      .join(" "),
    why,
  );
  t.deepEqual(
    table(["id", "why"], [[id, why]], 20)
      .split("\n")[1]
      ?.startsWith(id),
    true,
  );
  t.is(table(["id", "why"], [[id, why]], 200), table(["id", "why"], [[id, why]]));
});

test("Markdown escapes what would end a cell", (t) => {
  t.is(markdownTable(["a", "b"], [["x|y", "1\n2"]]), "| a | b |\n| --- | --- |\n| x\\|y | 1<br>2 |");
});

test("a name with escape sequences, line breaks or markup is printed as a plain name", (t) => {
  const name = "a\u001b[2J\u202eb\nc";
  t.deepEqual(table(["name"], [[name]]).split("\n"), ["name", "a\\u001b[2J\\u202eb\\u000ac"]);
  t.is(markdownTable(["name"], [["<img src=x>[a](b)`c`"]]).split("\n")[2], "| &lt;img src=x>\\[a](b)\\`c\\` |");
});
