import test from "ava";
import { keyOf, refresh, up } from "../support/fixture.ts";
import { NAS_VOLUME, naverFixture, SERVER, WEB } from "../support/naver-fixture.ts";

const SHARE = { name: "share", protocol: "NFS", size: 500 };

for (const deletedNasShows of ["CREAT", "TERMT"] as const) {
  test(`a volume is created, shared, grown and deleted; while it is deleted it shows ${deletedNasShows}`, async (t) => {
    const fixture = await naverFixture(t, { deletedNasShows });
    const web = await up(fixture.core(), SERVER, "web", WEB);
    const share = await up(fixture.core(), NAS_VOLUME, "share", { ...SHARE, servers: [web.id] });
    t.regex(String(share.outputs.volumeName), /^n\d+_share$/);
    t.regex(String(share.outputs.mountInformation), /:\/n\d+_share$/);
    const seen = await refresh(fixture.core(), NAS_VOLUME, share);
    t.deepEqual([seen.inputs, seen.outputs], [share.inputs, share.outputs]);
    const grown = await up(fixture.core(), NAS_VOLUME, "share", { ...SHARE, size: 700, servers: [web.id] }, share);
    t.is(grown.outputs.size, 700);
    await t.throwsAsync(up(fixture.core(), NAS_VOLUME, "share", { ...SHARE, servers: [web.id] }, grown), {
      message: /cannot shrink a NAS volume: the NAS volume has 700 GB/,
    });
    await fixture.core().delete(NAS_VOLUME, grown.id, grown.outputs);
    t.deepEqual(
      fixture.objects("nasVolume").filter(({ status }) => status !== "TERMT"),
      [],
    );
  });
}

test("servers that somebody else has added, or limited to reading, stay as they are", async (t) => {
  const fixture = await naverFixture(t);
  const web = await up(fixture.core(), SERVER, "web", WEB);
  const back = await up(fixture.core(), SERVER, "back", { ...WEB, name: "back" });
  const theirs = await up(fixture.core(), SERVER, "theirs", { ...WEB, name: "theirs" });
  const share = await up(fixture.core(), NAS_VOLUME, "share", { ...SHARE, servers: [web.id] });
  await fixture.call("vnas/setNasVolumeAccessControl", {
    nasVolumeInstanceNo: keyOf(share),
    accessControlRuleList: [
      { serverInstanceNo: keyOf(web), writeAccess: false },
      { serverInstanceNo: keyOf(theirs), writeAccess: true },
    ],
  });
  await up(fixture.core(), NAS_VOLUME, "share", { ...SHARE, servers: [web.id, keyOf(back)] }, share);
  const [volume] = fixture.objects("nasVolume");
  t.deepEqual([volume?.serverNos, volume?.readerNos], [[web, theirs, back].map(keyOf), [keyOf(web)]]);
});

test("a generated name has letters and digits only, and an interrupted create is found by it", async (t) => {
  const fixture = await naverFixture(t);
  const inputs = { protocol: "NFS", size: 500 };
  fixture.emulators.addFault({ operation: "createNasVolumeInstance", when: "after", fault: { cut: "connection" } });
  const share = await up(fixture.core(), NAS_VOLUME, "my-share", inputs);
  t.regex(String(share.inputs.name), /^myshare[0-9a-f]{7}$/);
  t.is(fixture.objects("nasVolume").length, 1);
  t.is(fixture.count("createNasVolumeInstance"), 1);
});

test("the password of a CIFS volume is in no message and no request log, and goes with its user", async (t) => {
  const fixture = await naverFixture(t);
  const cifs = { ...SHARE, protocol: "CIFS", cifsUser: "sharer", cifsPassword: "swordfish@77" };
  const { cifsPassword: _, ...alone } = cifs;
  await t.throwsAsync(up(fixture.core(), NAS_VOLUME, "share", alone), {
    message: /set cifsUser and cifsPassword together/,
  });
  fixture.emulators.addFault({
    ...{ operation: "createNasVolumeInstance", when: "before" },
    fault: { error: "1000902 swordfish@77 is similar to the user name" },
  });
  const error = await t.throwsAsync(up(fixture.core(), NAS_VOLUME, "share", cifs));
  t.notRegex(error?.message ?? "", /swordfish/);
  const share = await up(fixture.core(), NAS_VOLUME, "share", cifs);
  t.is(fixture.objects("nasVolume").find(({ id }) => id === keyOf(share))?.cifsUser, "sharer");
  t.notRegex(JSON.stringify(fixture.emulators.requests("naver").map(({ parameters }) => parameters)), /swordfish/);
});

test("a protected volume is not deleted, and the error says what to do", async (t) => {
  const fixture = await naverFixture(t);
  const share = await up(fixture.core(), NAS_VOLUME, "share", { ...SHARE, returnProtection: true });
  await t.throwsAsync(fixture.core().delete(NAS_VOLUME, share.id, share.outputs), {
    message: /returnProtection: false/,
  });
  t.is(fixture.count("deleteNasVolumeInstances"), 0);
});
