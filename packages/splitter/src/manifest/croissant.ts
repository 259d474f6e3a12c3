import type { SplitManifest } from "@tunewright/schema";

/** What a description in Croissant says beside the numbers. */
export interface CroissantOptions {
  readonly name: string;
  /** As `8.0.0`: major, minor, patch. */
  readonly version: string;
  /** What the dataset is for, in a sentence; left out, one says what form it has. */
  readonly description?: string;
  /** Address of the licence. */
  readonly license?: string;
  /** Page of the dataset. */
  readonly url?: string;
  /** `YYYY-MM-DD`. */
  readonly datePublished?: string;
  /** Who made it; left out, nobody is named. */
  readonly creator?: string;
}

/** Vocabulary of Croissant 1.0, as its specification prescribes it (docs.mlcommons.org/croissant, "JSON-LD context"). */
const context = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileProperty: "cr:fileProperty",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

/**
 * Describes a dataset version as Croissant 1.0 JSON-LD: each side's file with its SHA-256, and its messages as records.
 *
 * Follows what the specification and its validator ask for: `@context`, `@type`, `conformsTo`, a name, files with `@id`,
 * `contentUrl`, `encodingFormat` and `sha256`, record sets whose fields name their file and JSON path.
 */
export function croissant(
  manifest: Omit<SplitManifest, "records">,
  options: CroissantOptions,
): Record<string, unknown> {
  const sides = (["train", "validation", "test"] as const).flatMap((side) => {
    const output = manifest.outputs[side];
    return output === null ? [] : [{ side, ...output }];
  });
  return {
    "@context": context,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    name: options.name,
    description: options.description ?? "Chat examples for fine-tuning, one JSON object a line in the messages format.",
    version: options.version,
    ...(options.license === undefined ? {} : { license: options.license }),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.datePublished === undefined ? {} : { datePublished: options.datePublished }),
    ...(options.creator === undefined ? {} : { creator: { "@type": "sc:Organization", name: options.creator } }),
    isLiveDataset: false,
    distribution: sides.map(({ side, path, sha256, bytes }) => ({
      "@type": "cr:FileObject",
      "@id": side,
      name: path,
      description: `Records of the ${side} side.`,
      contentUrl: path,
      contentSize: `${bytes} B`,
      encodingFormat: "application/jsonlines",
      sha256,
    })),
    recordSet: [
      {
        "@type": "cr:RecordSet",
        "@id": "sides",
        name: "sides",
        dataType: "cr:Split",
        key: { "@id": "sides/name" },
        field: [{ "@type": "cr:Field", "@id": "sides/name", name: "name", dataType: "sc:Text" }],
        data: sides.map(({ side }) => ({ "sides/name": side })),
      },
      ...sides.map(({ side, records }) => ({
        "@type": "cr:RecordSet",
        "@id": `${side}-records`,
        name: `${side}-records`,
        description: `${records} chat examples.`,
        field: [
          {
            "@type": "cr:Field",
            "@id": `${side}-records/messages`,
            name: "messages",
            description: "Role and text of each message, in order, as JSON.",
            dataType: "sc:Text",
            source: { fileObject: { "@id": side }, extract: { jsonPath: "$.messages" } },
          },
        ],
      })),
    ],
  };
}
