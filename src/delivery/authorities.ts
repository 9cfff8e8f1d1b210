import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { rootCertificates } from "node:tls";

/** Whom to trust. */
export interface Trust {
  /** PEM file of an authority that is trusted beside those of the system. */
  readonly caFile?: string | undefined;
  /** Where a system may keep its authorities; the usual places if not given. */
  readonly systemStores?: readonly string[] | undefined;
}

/** The bundles of Debian and Ubuntu, of RHEL and Fedora, and of SUSE, as their `update-ca-certificates` or trust tools write them. */
const usualStores = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
];

/**
 * The authorities to trust, as PEM: the system's, so that one a company installs there counts as for every other program, or
 * Node's own where the system has none; and the given one. "unreadable": the given one cannot be read or holds no certificate.
 */
export async function authoritiesOf({
  caFile,
  systemStores = usualStores,
}: Trust): Promise<readonly string[] | "unreadable"> {
  const system = await firstBundle(systemStores);
  const usual = system === undefined ? rootCertificates : [system];
  if (caFile === undefined) return usual;
  const given = await certificatesIn(caFile);
  return given === undefined ? "unreadable" : [...usual, given];
}

async function firstBundle(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const pem = await certificatesIn(file);
    if (pem !== undefined) return pem;
  }
  return undefined;
}

/** TLS would silently ignore a file without a certificate. */
async function certificatesIn(file: string): Promise<string | undefined> {
  try {
    const pem = await readFile(file, "utf8");
    new X509Certificate(pem);
    return pem;
  } catch {
    return undefined;
  }
}
