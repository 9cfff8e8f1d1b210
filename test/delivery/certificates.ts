import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A private authority (`caFile`) and what a server with a certificate of it needs. */
export interface Certificates {
  readonly caFile: string;
  readonly server: { readonly key: string; readonly cert: string };
}

/** Makes an authority and a certificate for `subject` (such as `IP:127.0.0.1`) in `directory`; needs openssl. */
export function makeCertificates(directory: string, subject: string): Certificates {
  const path = (name: string): string => join(directory, name);
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  openssl("req", "-x509", ...curve, "-subj", "/CN=test authority", "-keyout", path("ca.key"), "-out", path("ca.pem"));
  openssl(
    ...["req", "-x509", ...curve, "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-subj", "/CN=test server"],
    ...["-addext", `subjectAltName=${subject}`, "-addext", "basicConstraints=critical,CA:FALSE"],
    ...["-keyout", path("server.key"), "-out", path("server.pem")],
  );
  return {
    caFile: path("ca.pem"),
    server: { key: readFileSync(path("server.key"), "utf8"), cert: readFileSync(path("server.pem"), "utf8") },
  };
}

function openssl(...args: readonly string[]): void {
  execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
}
