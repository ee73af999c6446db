import test from "ava";
import { plural, withArticle } from "./words.ts";

test("the article follows the sound, and for an abbreviation that of its first letter", (t) => {
  t.deepEqual(
    ["VM", "VPS", "SSH key", "server", "instance", "image", "NAVER Cloud server", "OVHcloud image"].map(withArticle),
    ["a VM", "a VPS", "an SSH key", "a server", "an instance", "an image", "a NAVER Cloud server", "an OVHcloud image"],
  );
});

test("plurals", (t) => {
  t.deepEqual(["VM", "VPS", "box", "public IP", "SSH key", "reverse DNS entry", "switch"].map(plural), [
    "VMs",
    "VPSes",
    "boxes",
    "public IPs",
    "SSH keys",
    "reverse DNS entries",
    "switches",
  ]);
});
