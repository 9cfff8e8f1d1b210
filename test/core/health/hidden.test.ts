import assert from "node:assert/strict";
import { test } from "node:test";
import { hiddenFindings } from "../../../src/core/health/hidden.ts";
import { shownUnits } from "../../../src/core/health/shown.ts";
import { present, type Seen } from "../../../src/core/words.ts";
import type { UnitTable } from "../../../src/core/health/units.ts";

function service(...properties: readonly string[]): Seen<UnitTable> {
  return present(shownUnits(["Id=atvm-run-watcher.service", ...properties].join("\n")));
}

const asShipped = service("LoadState=loaded", "PrivateTmp=yes");

function hidden(path: string | undefined, units: Seen<UnitTable> = asShipped): string {
  return hiddenFindings([{ check: "credentials", path }], units)
    .map(({ check, level }) => `${check} ${level}`)
    .join();
}

test("what lies below /tmp or /var/tmp is hidden from the service", () => {
  for (const path of ["/tmp/keys", "/var/tmp", "/var/tmp/x", "//tmp/x"]) {
    assert.equal(hidden(path), "credentials fault", path);
  }
  for (const path of ["/tmpfs/keys", "/srv/tmp/keys", undefined]) assert.equal(hidden(path), "", path);
});

test("a drop-in that gives the service the /tmp of all hides nothing", () => {
  assert.equal(hidden("/tmp/keys", service("LoadState=loaded", "PrivateTmp=no")), "");
});

test("where the units cannot be seen, they are taken to be as shipped", () => {
  assert.equal(hidden("/tmp/keys", { seen: "unreadable", detail: "no bus" }), "credentials fault");
  assert.equal(hidden("/tmp/keys", service("LoadState=not-found", "PrivateTmp=no")), "credentials fault");
});
