import test from "ava";
import { keyOf, refresh, up } from "../support/fixture.ts";
import { INSTANCE, ovhFixture, PROJECT, REGION, USER, WEB } from "../support/ovh-fixture.ts";

for (const deletedUser of ["shown", "404"] as const) {
  test(`a user has roles and a secret password, which a trigger renews; deleted, it is ${deletedUser}`, async (t) => {
    const fixture = await ovhFixture(t, { deletedUser });
    const program = { roles: ["compute_operator"], passwordTrigger: "1" };
    const user = await up(fixture.cloudProvider(), USER, "tools", program);
    t.regex(String(user.outputs.password), /^\w{16}$/);
    t.like(fixture.objects("projectUser"), [{ roles: ["compute_operator"], description: user.outputs.description }]);
    const seen = await refresh(fixture.cloudProvider(), USER, user);
    t.deepEqual([seen.inputs, seen.outputs], [user.inputs, user.outputs]);
    // Somebody adds a role: a change of the program keeps it.
    fixture.changeOutOfBand("projectUser", keyOf(user), { roles: ["compute_operator", "image_operator"] });
    const more = { roles: ["compute_operator", "volume_operator"], passwordTrigger: "2" };
    const changed = await up(fixture.cloudProvider(), USER, "tools", more, user);
    t.deepEqual([fixture.objects("projectUser")[0]?.roles].flat().map(String).sort(), [
      ...["compute_operator", "image_operator", "volume_operator"],
    ]);
    t.not(changed.outputs.password, user.outputs.password);
    const { result } = await fixture.cloudProvider().invoke("ovh:getUserOpenrc", { id: user.id, region: "GRA11" });
    t.regex(String(result.content), new RegExp(`OS_USERNAME="${String(user.outputs.username)}"`));
    await fixture.cloudProvider().delete(USER, changed.id, changed.outputs);
    t.is(await fixture.cloudProvider().read(USER, changed.id, changed.outputs), undefined);
    t.is(fixture.objects("projectUser").length, deletedUser === "shown" ? 1 : 0);
  });
}

test("a region is activated once, stays active with a warning, and is used by its name", async (t) => {
  const fixture = await ovhFixture(t);
  const ACTIVATE = `POST ${PROJECT}/region`;
  const region = await up(fixture.cloudProvider(), REGION, "waw", { region: "WAW1" });
  t.deepEqual([region.outputs.isActive, fixture.count(ACTIVATE)], [true, 1]);
  const web = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, region: region.outputs.name });
  t.is(web.outputs.region, "WAW1");
  await fixture.cloudProvider().delete(REGION, region.id, region.outputs);
  t.regex(fixture.warnings().join(), /region WAW1 stays active in the project/);
  const again = await up(fixture.cloudProvider(), REGION, "waw", { region: "WAW1" });
  t.deepEqual([again.id, fixture.count(ACTIVATE)], [region.id, 1]);
  await t.throwsAsync(up(fixture.cloudProvider(), REGION, "none", { region: "WAW9" }), {
    message: /^region: "WAW9" is not an OVHcloud region in .*\. Did you mean "WAW1"/,
  });
});
