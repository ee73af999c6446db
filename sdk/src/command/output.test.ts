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

test("Markdown escapes what would end a cell", (t) => {
  t.is(markdownTable(["a", "b"], [["x|y", "1\n2"]]), "| a | b |\n| --- | --- |\n| x\\|y | 1<br>2 |");
});

test("a name with escape sequences, line breaks or markup is printed as a plain name", (t) => {
  const name = "a\u001b[2J\u202eb\nc";
  t.deepEqual(table(["name"], [[name]]).split("\n"), ["name", "a\\u001b[2J\\u202eb\\u000ac"]);
  t.is(markdownTable(["name"], [["<img src=x>[a](b)`c`"]]).split("\n")[2], "| &lt;img src=x>\\[a](b)\\`c\\` |");
});
