import test from "ava";
import { up } from "../support/fixture.ts";
import { type NaverFixture, naverFixture, SERVER, WEB } from "../support/naver-fixture.ts";

const FORMATS = ["json", "xml"] as const;
const created = (fixture: NaverFixture) => up(fixture.core(), SERVER, "web", WEB);

for (const format of FORMATS) {
  for (const authenticationError of ["gateway", "service"] as const) {
    test(`in ${format}: a wrong key, a wrong secret and a disabled key, reported by the ${authenticationError}`, async (t) => {
      const fixture = await naverFixture(t, { authenticationError }, { format });
      const wrong = { message: /Check that access key and secret key belong together and are enabled/ };
      for (const config of [{ secretKey: "another" }, { accessKey: "NCNOBODY" }]) {
        await t.throwsAsync(up(fixture.core(config), SERVER, "web", WEB), wrong);
      }
      fixture.set({ disabledKeys: [fixture.emulators.clouds.naver.credentials.accessKey] });
      await t.throwsAsync(created(fixture), wrong);
      t.is(fixture.count("createServerInstances"), 0);
    });

    test(`in ${format}: a clock that is off by an hour is corrected, reported by the ${authenticationError}`, async (t) => {
      const fixture = await naverFixture(t, { authenticationError }, { format });
      fixture.emulators.setClockSkew("naver", 3600);
      await up(fixture.core(), SERVER, "web", WEB);
      t.is(fixture.servers().length, 1);
    });
  }

  test(`in ${format}: a missing permission is reported in full, although the gateway answers a write in JSON`, async (t) => {
    const fixture = await naverFixture(t, { deniedActions: ["getServerSpecList"] }, { format });
    await t.throwsAsync(created(fixture), {
      message: /code 210.*Grant this access key the permissions for Server and VPC/,
    });
    fixture.set({ deniedActions: ["createServerInstances"] });
    await t.throwsAsync(created(fixture), {
      message: /createServerInstances: .*code 210.*Grant this access key the permissions for Server and VPC/,
    });
    t.is(fixture.servers().length, 0);
  });

  for (const overRate of ["410", "420"] as const) {
    test(`in ${format}: too many calls a second (${overRate}) are spread out, and the server is created`, async (t) => {
      const fixture = await naverFixture(t, { callsPerSecond: 2, overRate, retryAfter: 1 }, { format });
      await up(fixture.core(), SERVER, "web", WEB);
      t.is(fixture.servers().length, 1);
    });
  }

  test(`in ${format}: an error whose members have other names is reported as well`, async (t) => {
    const fixture = await naverFixture(t, { serverQuota: 0, errorMembers: "response" }, { format });
    await t.throwsAsync(created(fixture), {
      message: /code 3005004, HTTP 400.*ask NAVER Cloud's support for a higher/,
    });
  });

  test(`in ${format}: a limit of the account is reported with the next step, and the name stays free`, async (t) => {
    const fixture = await naverFixture(t, { serverQuota: 0 }, { format });
    await t.throwsAsync(created(fixture), {
      message: /code 3005004, HTTP 400.*ask NAVER Cloud's support for a higher limit/,
    });
    fixture.set({ serverQuota: null });
    await created(fixture);
    t.is(fixture.servers().length, 1);
  });
}

test("the contract's call limit is reported at once, and not waited for", async (t) => {
  const fixture = await naverFixture(t, { callsPerSecond: 1, overRate: "400" });
  const before = fixture.clock.now();
  await t.throwsAsync(created(fixture), {
    message: /code 400, HTTP 429.*The account has used up its API calls/,
  });
  t.true(fixture.clock.now() - before < 10_000);
});

test("each of the three sites has its own regions, and the region is the input's or the account's", async (t) => {
  for (const [site, region, first] of [
    ["public", "JPN", "KR"],
    ["gov", undefined, "KR"],
    ["fin", undefined, "FKR"],
  ] as const) {
    const fixture = await naverFixture(t, { site, accountsBegin: "none" }, { site });
    const vpc = await up(fixture.core(), "naver:Vpc", "net", {
      ipv4CidrBlock: "10.1.0.0/16",
      ...(region === undefined ? {} : { region }),
    });
    t.is(vpc.id.split("/")[0], region ?? first);
    t.is(fixture.objects("vpc")[0]?.region, region ?? first);
    const elsewhere = await up(fixture.core({ region: region ?? first }), "naver:Vpc", "net2", {
      ipv4CidrBlock: "10.2.0.0/16",
    });
    t.is(elsewhere.id.split("/")[0], region ?? first);
  }
});
