import test from "ava";
import { ignoring } from "./ignoring.ts";

const recorded = {
  plan: "small",
  tags: ["a", "b"],
  ips: { "back.office": "1", front: "2" },
  rules: [{ cidr: "x", port: 1 }],
};
const news = {
  plan: "large",
  tags: ["c", "d", "e"],
  ips: { "back.office": "3", front: "4" },
  rules: [{ cidr: "y", port: 2 }],
};
const cases: readonly (readonly [paths: readonly string[], expected: object])[] = [
  [["plan"], { ...news, plan: "small" }],
  [["tags[1]"], { ...news, tags: ["c", "b", "e"] }],
  [["tags[*]"], { ...news, tags: ["a", "b", "e"] }],
  [['ips["back.office"]'], { ...news, ips: { "back.office": "1", front: "4" } }],
  [["ips.front", "plan"], { ...news, plan: "small", ips: { "back.office": "3", front: "2" } }],
  [["rules[*].cidr"], { ...news, rules: [{ cidr: "x", port: 2 }] }],
  [["*"], recorded],
  [["absent", "tags[7]", "plan.of.nothing"], news],
];

for (const [paths, expected] of cases) {
  test(`ignored: ${paths.join(", ")}`, (t) => {
    t.deepEqual(ignoring(paths, recorded, news), expected);
  });
}

test("a path that is not recorded stays as Pulumi sent it", (t) => {
  t.deepEqual(ignoring(["plan"], {}, news), news);
});
