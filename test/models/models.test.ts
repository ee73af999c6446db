import test from "ava";
import type { Answered, CloudName } from "../../emulators/src/index.ts";
import { EmulatorClock } from "../../emulators/src/index.ts";
import { iamAction } from "../../emulators/src/ovh/routes/router.ts";
import { registry } from "../../emulators/src/registry.ts";
import type { KeptAnswer } from "./corpus.ts";
import { loadFixture } from "./fixture.ts";
import { leewayOf } from "./leeway.ts";
import { mutantsOf } from "./mutants.ts";
import { jsonPrimitives, textPrimitives } from "./primitives.ts";
import { ModelRecorder, modelOf } from "./recorder.ts";
import { type Problem, Schema } from "./schema.ts";

const clouds: readonly CloudName[] = ["lunanode", "hostdime", "gigenet", "naver", "ovh"];

/** Answers that are not part of an API: OAuth2's own, and a web page. */
const elsewhere = ["POST /auth/oauth2/token", "GET /auth/", "POST /auth/"];

test("every call that an emulator answers has a model, and every call with a model is answered", (t) => {
  for (const cloud of clouds) {
    const made = registry[cloud]?.create({ clock: new EmulatorClock({ scale: 0 }), seed: "models" });
    const answered = new Set(made?.operations.filter((name) => !elsewhere.includes(name)));
    const known = Object.keys(modelOf(cloud).fixture.calls);
    t.deepEqual(
      [...answered].filter((name) => !known.includes(name)),
      [],
      `${cloud} answers what has no model`,
    );
    t.deepEqual(
      known.filter((name) => !answered.has(name)),
      [],
      `${cloud} does not answer what has a model`,
    );
  }
});

test("IAM actions of OVHcloud are those of its schema", (t) => {
  const { calls } = modelOf("ovh").fixture;
  const named = Object.entries(calls).filter(([, { iam }]) => iam !== undefined);
  t.true(named.length > 80);
  const wrong = named.filter(([call, { iam }]) => iamAction(call) !== iam);
  t.deepEqual(
    wrong.map(([call, { iam }]) => `${call}: ${iamAction(call)}, not ${iam}`),
    [],
  );
});

test("every fixture names its sources", (t) => {
  for (const cloud of clouds) t.regex(modelOf(cloud).fixture.about.source ?? "", /https:\/\//, cloud);
});

const models = {
  server: { id: "string", size: "long?", state: "state", "note?": "string", parts: "part[]", next: "server?" },
  state: ["on", "off"],
  part: { name: "string!", "*": "double" },
};
const answers = new Schema(models, jsonPrimitives, "answer");
const requests = new Schema(models, jsonPrimitives, "request");
const right = { id: "a", size: 1, state: "on", parts: [{ name: "p", x: 1.5 }], next: null };
const wrong = (value: unknown): Problem[] => [...answers.of("server")(value)];

test("what a type allows has no problems", (t) => {
  t.deepEqual(wrong(right), []);
  t.deepEqual(wrong({ ...right, note: "n", size: null, next: { ...right, parts: [] } }), []);
  t.deepEqual([...answers.of("map[string]long")({ a: 1 }), ...answers.of("string|long")(1)], []);
});

test("another name, type or value, a null, and a missing field are problems, each with its path", (t) => {
  const { state, ...stateless } = right;
  const cases: [unknown, string, RegExp][] = [
    [{ ...right, extra: 1 }, ".extra", /server has no such field/],
    [{ ...right, id: 1 }, ".id", /1 is not string/],
    [{ ...right, state: "humming" }, ".state", /"humming" is not one of state: on off/],
    [{ ...right, id: null }, ".id", /null is not string/],
    [stateless, ".state", /server requires it/],
    [{ ...right, parts: {} }, ".parts", /an object is not part\[\]/],
    [{ ...right, parts: [{ name: "p" }, { name: 2 }] }, ".parts[1].name", /2 is not string/],
    [{ ...right, next: { ...right, id: true } }, ".next.id", /true is not string/],
    [[], "", /a list is not server/],
  ];
  for (const [value, path, says] of cases) {
    const [problem, ...others] = wrong(value);
    t.is(problem?.path, path);
    t.regex(problem?.says ?? "", says);
    t.deepEqual(others, []);
  }
  t.deepEqual(state, "on");
});

test("in a request only marked fields are required, and no unknown field is allowed", (t) => {
  t.deepEqual([...requests.of("part")({ name: "p" })], []);
  t.is(requests.of("part")({})[0]?.path, ".name");
  t.is(requests.of("server")({ ids: "a" })[0]?.says, "server has no such field");
});

test("a long text is not quoted: it may be a secret", (t) => {
  const [problem] = answers.of("state")("s".repeat(50));
  t.false(problem?.says.includes("sss"));
});

test("an undefined type is an error of the fixture", (t) => {
  t.throws(() => answers.of("unheard"), { message: /does not say what unheard is/ });
  const exception = { of: "cloud.Region", field: "unheard", see: "docs/api/ovh.md §4.9" };
  t.throws(() => loadFixture("ovh", [exception]), { message: /cloud\.Region has no unheard/ });
});

test("texts are checked by their content", (t) => {
  const texts = new Schema({}, textPrimitives, "answer");
  const fits = (type: string, value: string): boolean => texts.of(type)(value).length === 0;
  t.true(fits("long", "12") && fits("boolean", "true") && fits("datetime", "2018-03-20T18:17:59+00:00"));
  t.false(fits("long", "twelve") || fits("boolean", "yes") || fits("datetime", "today"));
});

/** An answer of an emulator. */
const answered = (
  cloud: CloudName,
  operation: string,
  body: string,
  sent: Partial<Answered["request"]> = {},
): Answered => ({
  ...{ cloud, inspection: { operation, kind: "read", signature: "ok", parameters: {} } },
  request: {
    ...{ method: "GET", path: "", url: "", query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) },
    ...{ sourceIp: "127.0.0.1", ...sent },
  },
  reply: { status: 200, headers: { "content-type": "application/json" }, body },
});

function findings(...all: Answered[]): string[] {
  const recorder = new ModelRecorder({ requests: true });
  for (const each of all) recorder.onAnswer(each);
  return [...recorder.findings];
}

const frame = "<requestId>00000000-0000-0000-0000-000000000000</requestId><returnCode>0</returnCode><returnMessage/>";
const zones = (item: string): string =>
  `<getZoneListResponse>${frame}<totalRows>1</totalRows><zoneList><${item}><zoneName>KR-1</zoneName>` +
  `<zoneCode>KR-1</zoneCode><regionCode>KR</regionCode><zoneDescription/></${item}></zoneList></getZoneListResponse>`;

test("a finding names the cloud, the call, the path and the expectation", (t) => {
  const listed = [
    answered("ovh", "GET /auth/time", '"noon"'),
    answered("lunanode", "region/list", '{"success":"yes","region":{"toronto":"Toronto"}}'),
    answered("naver", "getZoneList", zones("zones")),
  ];
  t.deepEqual(
    findings(...listed).filter((finding) => !finding.includes("request")),
    [
      'ovh GET /auth/time, answer: "noon" is not long',
      "lunanode region/list, answer.region: the answer has no such field",
      "lunanode region/list, answer.regions: the answer requires it",
      "naver getZoneList, answer.zoneList[].zones: Zone has no such field",
      ...["zoneName", "zoneCode", "regionCode", "zoneDescription"].map(
        (field) => `naver getZoneList, answer.zoneList[].${field}: Zone requires it`,
      ),
    ],
  );
  t.deepEqual(findings(answered("naver", "getZoneList", zones("zone"))), []);
  t.deepEqual(findings(answered("ovh", "GET /auth/time", "1700000000")), []);
});

test("a parameter that is not in the model, or has another type, is a finding", (t) => {
  const path = "GET /cloud/project/{serviceName}/instance";
  const query = new URLSearchParams({ region: "GRA11", page: "2" });
  t.deepEqual(findings(answered("ovh", path, "[]", { query })), [
    `ovh ${path}, request.query.page: the answer has no such field`,
  ]);
  const body = Buffer.from(JSON.stringify({ instanceName: 7 }));
  const put = "PUT /cloud/project/{serviceName}/instance/{instanceId}";
  t.deepEqual(findings(answered("ovh", put, "null", { body })), [
    `ovh ${put}, request.body.instanceName: 7 is not string`,
  ]);
});

test("while an emulator's switches deviate, nothing is checked", (t) => {
  const recorder = new ModelRecorder({ requests: true });
  recorder.noteSwitches({ words: {} });
  recorder.onAnswer(answered("ovh", "GET /auth/time", '"noon"'));
  t.notThrows(() => recorder.assertConforms());
  recorder.resume();
  recorder.onAnswer(answered("ovh", "GET /auth/time", '"noon"'));
  t.throws(() => recorder.assertConforms(), { message: /answer: "noon" is not long/ });
});

test("a mutant has one field changed, and changes that a model allows are distinguished from those it should detect", (t) => {
  const body = '{"success":"yes","key_id":"7"}';
  const kept: KeptAnswer = answered("lunanode", "sshkey/add", body);
  const fates = [...mutantsOf(body)].map((mutant) => {
    const noticed = findings(answered("lunanode", "sshkey/add", mutant.body)).some((each) => each.includes(", answer"));
    const leeway = leewayOf(modelOf("lunanode").fixture, kept, mutant);
    return `${mutant.path} ${mutant.change}: ${noticed ? "noticed" : (leeway ?? "survives")}`;
  });
  t.deepEqual(
    fates.filter((fate) => !fate.endsWith("noticed")),
    [".key_id nonsense: it is any text"],
  );
  t.is(fates.length, 10);
});

test("mutants of XML too: each element once renamed, once with other content, and once removed", (t) => {
  const changes = [...mutantsOf("<r><a>1</a><l><i>x</i><i>y</i></l></r>")].map(
    ({ path, change }) => `${path} ${change}`,
  );
  t.deepEqual(changes, [
    ...[".a rename", ".a retype", ".a nonsense", ".a leave out"],
    ...[".l rename", ".l retype", ".l leave out"],
    ...[".l.i rename", ".l.i retype", ".l.i nonsense", ".l.i leave out"],
  ]);
});
