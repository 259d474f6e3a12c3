import { describe, expect, it } from "@jest/globals";
import { someManifest } from "../testing/some-manifest.ts";
import { croissant } from "./croissant.ts";

describe("croissant()", () => {
  it("gives what the specification asks for, and refers only to what is there", () => {
    const data = croissant(someManifest([{}, {}, {}]), {
      name: "sample",
      version: "8.0.0",
      license: "https://spdx.org/licenses/MIT",
    });
    expect(data).toMatchObject({
      "@type": "sc:Dataset",
      conformsTo: "http://mlcommons.org/croissant/1.0",
      name: "sample",
      version: "8.0.0",
      distribution: [
        {
          "@type": "cr:FileObject",
          "@id": "train",
          contentUrl: "train.jsonl",
          contentSize: "10 B",
          encodingFormat: "application/jsonlines",
          sha256: "a".repeat(64),
        },
        { "@id": "validation" },
      ],
    });
    const text = JSON.stringify(data["recordSet"]);
    const files = [...text.matchAll(/"fileObject":\{"@id":"([^"]+)"/g)].map(([, id]) => id);
    expect(files).toEqual(["train", "validation"]);
    const ids = [...text.matchAll(/"@type":"cr:(?:RecordSet|Field)","@id":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("sides/name");
  });

  it("says of licence, page, date and maker what it was told, and nothing where it was told nothing", () => {
    const told = croissant(someManifest([{}, {}, {}]), {
      name: "sample",
      version: "8.0.0",
      description: "Plugins for one game.",
      license: "https://spdx.org/licenses/MIT",
      url: "https://example.org/sample",
      datePublished: "2026-11-27",
      creator: "The server's own people",
    });
    expect(told).toMatchObject({
      description: "Plugins for one game.",
      license: "https://spdx.org/licenses/MIT",
      url: "https://example.org/sample",
      datePublished: "2026-11-27",
      creator: { "@type": "sc:Organization", name: "The server's own people" },
      isLiveDataset: false,
    });
    expect(Object.keys(croissant(someManifest([]), { name: "sample", version: "8.0.0" }))).toEqual([
      "@context",
      "@type",
      "conformsTo",
      "name",
      "description",
      "version",
      "isLiveDataset",
      "distribution",
      "recordSet",
    ]);
  });
});
