import { systemErrorCode } from "../file-errors.ts";

/** Whether a process of this machine has this id; one that belongs to somebody else counts. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === "EPERM";
  }
}
