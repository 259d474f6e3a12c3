import { constants, open as openFile } from "node:fs";
import { stat } from "node:fs/promises";
import { Socket } from "node:net";
import { promisify } from "node:util";

const open = promisify(openFile);

/**
 * Opens a named pipe for reading, or gives nothing for a path of another kind.
 *
 * A plain `open` waits in the thread pool until a writer comes: no signal reaches it there, and the process cannot even exit.
 * Opened without waiting and read as a socket, the pipe waits in the event loop.
 *
 * @param signal Ends the waiting and the reading.
 */
export async function openPipe(path: string, signal?: AbortSignal): Promise<Socket | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFIFO() !== true) return undefined;
  const fd = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false, ...(signal === undefined ? {} : { signal }) });
}
