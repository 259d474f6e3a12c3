import { StringDecoder } from "node:string_decoder";
import { ApiError } from "../http/api-error.ts";

/** Longest event that is held: 16 MiB. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Reads the `data` of server-sent events (WHATWG HTML, 9.2), however the bytes are cut. */
export class EventParser {
  readonly #decoder = new StringDecoder("utf8");
  #text = "";
  #hasBegun = false;
  #data: string[] = [];

  /**
   * Takes the next bytes and returns the events that are whole.
   *
   * @throws {ApiError} 502 for an event without end.
   */
  push(bytes: Buffer): string[] {
    const text = this.#withoutMark(this.#text + this.#decoder.write(bytes));
    const events: string[] = [];
    let start = 0;
    for (;;) {
      const feed = text.indexOf("\n", start);
      if (feed === -1) break;
      this.#line(text.slice(start, feed > start && text[feed - 1] === "\r" ? feed - 1 : feed), events);
      start = feed + 1;
    }
    this.#text = text.slice(start);
    if (this.#text.length > MOST_CHARACTERS) {
      throw new ApiError(502, "The model's answer is not readable.", { code: "upstream_failed" });
    }
    return events;
  }

  /** The text without the byte order mark that a stream may begin with. */
  #withoutMark(text: string): string {
    if (this.#hasBegun || text === "") return text;
    this.#hasBegun = true;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }

  /** The last event of a stream whose end has no blank line. */
  end(): string[] {
    const events: string[] = [];
    this.#line(this.#text + this.#decoder.end(), events);
    this.#line("", events);
    this.#text = "";
    return events;
  }

  #line(line: string, events: string[]): void {
    if (line.startsWith("data:")) {
      this.#data.push(line.slice(line[5] === " " ? 6 : 5));
    } else if (line === "" && this.#data.length > 0) {
      events.push(this.#data.length === 1 ? (this.#data[0] ?? "") : this.#data.join("\n"));
      this.#data = [];
    }
  }
}
