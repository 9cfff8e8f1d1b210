import assert from "node:assert/strict";
import type { Box } from "./box.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";

async function addUnit(box: Box, name: string, content: string): Promise<void> {
  await box.write(`/etc/systemd/system/${name}`, content);
  await box.shell("systemctl daemon-reload");
}

systemdTest("a path unit really triggers a oneshot service", async (context) => {
  const box = await boxFor(context);
  await addUnit(box, "seen.service", "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'ls /watched >>/ran'\n");
  await addUnit(box, "seen.path", "[Path]\nPathChanged=/watched\n");
  await box.shell("mkdir /watched; systemctl start seen.path");
  assert.equal(await box.shell("cat /ran 2>/dev/null || echo not yet"), "not yet\n");
  assert.equal(await box.shell("touch /watched/file; until [ -s /ran ]; do sleep 0.02; done; cat /ran"), "file\n");
  assert.equal((await box.unit("seen.path"))["ActiveState"], "active");
});

systemdTest("a service is given its credentials, in no other place than the folder for them", async (context) => {
  const box = await boxFor(context);
  await box.write("/etc/secret", "s3cr3t");
  const command =
    "/bin/sh -c 'cat $CREDENTIALS_DIRECTORY/name >/told; env >/environment; echo $CREDENTIALS_DIRECTORY >/folder'";
  await addUnit(
    box,
    "secretive.service",
    `[Service]\nType=oneshot\nLoadCredential=name:/etc/secret\nExecStart=${command}\n`,
  );
  await box.shell("systemctl start secretive");
  assert.equal(await box.read("/told"), "s3cr3t");
  assert.equal(await box.read("/folder"), "/run/credentials/secretive.service\n");
  assert.doesNotMatch(await box.read("/environment"), /s3cr3t/);
});
