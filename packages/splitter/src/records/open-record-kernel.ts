import { kernel } from "./record-kernel.ts";

interface Global {
  readonly value: number;
}

/** What `kernel/scan-records.ts` exports; addresses are those of `kernel/layout.ts`. */
export interface RecordKernel
  extends Readonly<
    Record<"CAPACITY" | "INPUT" | "KINDS" | "NAMES" | "RECORDS" | "SHINGLES" | "SYMBOLS" | "TEXTS", Global>
  > {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly recordCount: Global;
  readonly nameCount: Global;
  readonly isFull: Global;
  setup(shingles: boolean, symbols: boolean, closed: boolean, keywords: number): void;
  scan(from: number, to: number): number;
  forgetNames(): void;
  intern(start: number, end: number, hash: number): number;
}

/** What is used of WebAssembly, which the type libraries of Node leave to those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

let compiled: object | undefined;

/** An instance of the kernel, with memory of its own that never grows; the system gives only what is touched. */
export function openRecordKernel(): RecordKernel {
  compiled ??= new WebAssembly.Module(Buffer.from(kernel, "base64"));
  return new WebAssembly.Instance(compiled).exports as RecordKernel;
}
