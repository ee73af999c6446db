import test from "ava";
import type { DriftReport } from "../../automation/report.js";
import { reportStack, totals } from "./model.js";
import { renderReport } from "./render.js";
import { hostileDrift, samplePages, shop } from "./testing.js";

const now = Date.UTC(2026, 10, 29, 12);

test("a report has servers, power, drift, costs, leftovers and the age of each image", (t) => {
  const text = renderReport([shop()], now);
  for (const part of [
    ...["Report of shop/prod", "LunaNode", "toronto", "running, drifted", "m.2", "28 days", "Debian 12"],
    ...["10.50 USD", "price unknown: 1 resource", "reverts it", "198.18.0.9", "lost-volume"],
  ]) {
    t.true(text.includes(part), part);
  }
});

test("names and values of others are text in a report, whatever they hold", (t) => {
  for (const text of Object.values(samplePages())) {
    t.false(text.includes("<img"));
    t.false(text.includes("<script"));
    t.true(text.includes("&lt;img src=x onerror=alert(1)&gt;"));
    t.true(text.includes("\\u001b"));
    t.false(text.includes("\u001b"));
  }
});

test("no output or input that could be a secret is in a report", (t) => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
  const resource = {
    ...{ urn: "urn:pulumi:prod::shop::indiecloud:lunanode:Vm::web", type: "indiecloud:lunanode:Vm", custom: true },
    inputs: { plan: secret, userData: "#!/bin/sh\nexport TOKEN=t0ps3cret" },
    outputs: { password: "hunter22", ip: secret },
  };
  const text = renderReport([reportStack("shop", "prod", { resources: [resource] })], now);
  for (const hidden of ["hunter22", "t0ps3cret", "v1:abc", "ciphertext"]) t.false(text.includes(hidden), hidden);
});

test("costs are summed by currency, and only known ones", (t) => {
  const monthly = (amount: string, currency: string) => ({ monthlyCost: { amount, currency } });
  t.deepEqual(totals([monthly("0.10", "EUR"), monthly("5", "USD"), {}, monthly("0.20", "EUR")]), [
    { amount: "0.30", currency: "EUR" },
    { amount: "5.00", currency: "USD" },
  ]);
});

test("without a live check, a report says so and shows what the state has", (t) => {
  const text = renderReport([reportStack("shop", "prod", {})], now);
  t.true(text.includes("not checked: pass --check"));
  t.true(text.includes("never written"));
  const none: DriftReport = { ...hostileDrift("x"), hasDrift: false, resources: [] };
  t.true(
    renderReport([reportStack("shop", "prod", {}, { drift: none })], now).includes("checked in the clouds just now"),
  );
});

test("a server has the power state that the cloud's list shows, whatever the program says; without one, what the state has", (t) => {
  const server = (name: string, powerState?: string) => ({
    ...{ urn: `urn:pulumi:prod::shop::indiecloud:lunanode:Vm::${name}`, type: "indiecloud:lunanode:Vm", custom: true },
    ...{ id: `toronto/${name}`, inputs: {}, outputs: powerState === undefined ? {} : { powerState } },
  });
  const resources = [server("a"), server("b", "running"), server("c", "stopped"), server("d"), server("e")];
  const shown = new Map([
    ["lunanode:Vm toronto/a", "running"],
    ["lunanode:Vm toronto/b", "shelved"],
    ["lunanode:Vm toronto/e", "running"],
  ]);
  const stateOf = (token: string, id: string) => shown.get(`${token} ${id}`);
  const report = reportStack("shop", "prod", { resources }, { stateOf });
  t.deepEqual(
    report.resources.map(({ power }) => power),
    ["running", "shelved", "stopped", "unknown", "running"],
  );
  t.true(renderReport([report], now).includes("2 running, 1 stopped, 1 shelved, 1 unknown"));
});
