import fs from "node:fs/promises";

/** What the store asks of the disk: a part of `node:fs/promises`, so that tests can let a simulated disk fail. */
export interface FileSystem {
  open(path: string, flags: string | number, mode?: number): Promise<OpenFile>;
  link(existing: string, path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: boolean; readonly recursive?: boolean }): Promise<void>;
  rmdir(path: string): Promise<void>;
  mkdir(path: string, options: { readonly mode: number; readonly recursive?: boolean }): Promise<unknown>;
  readdir(path: string): Promise<string[]>;
  lstat(path: string): Promise<FileFacts>;
  stat(path: string): Promise<FileFacts>;
}

/** The part of a `FileHandle` that the store uses. */
export interface OpenFile {
  chmod(mode: number): Promise<void>;
  writeFile(text: string): Promise<void>;
  appendFile(text: string): Promise<void>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  stat(): Promise<FileFacts>;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<unknown>;
  readFile(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface FileFacts {
  readonly size: number;
  readonly mtime: Date;
  readonly mtimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** The disk itself. */
export const realFileSystem: FileSystem = fs;
