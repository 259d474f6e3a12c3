import { findSpecialToken, type ProviderName, type TrainingMethod } from "@tunewright/schema";
import * as z from "zod";
import type { RecordFinding } from "./check-personal-data.ts";

/** What {@link checkProviderRules} found in a record. */
export interface RecordRules {
  readonly findings: readonly RecordFinding[];
  readonly images: number;
}

const messageSchema = z.looseObject({ role: z.string(), content: z.unknown() });
const recordSchema = z.looseObject({
  messages: z.array(messageSchema).catch([]).default([]),
  input: z
    .looseObject({ messages: z.array(messageSchema).catch([]).default([]) })
    .optional()
    .catch(undefined),
});

const maxImages = 10;
const maxImageBytes = 10 * 1024 * 1024;
const imageTypes = new Set(["image/jpeg", "image/png", "image/webp"]);

/** Rules of the services that the shape of a record does not show: images and special tokens. */
export function checkProviderRules(
  value: unknown,
  context: { readonly provider: ProviderName; readonly method: TrainingMethod },
): RecordRules {
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) return { findings: [], images: 0 };
  const findings: RecordFinding[] = [];
  const openAI = context.provider === "openai" || context.provider === "azure";
  let images = 0;
  const lists = [
    { messages: parsed.data.messages, path: "messages" },
    { messages: parsed.data.input?.messages ?? [], path: "input.messages" },
  ];
  for (const { messages, path } of lists) {
    for (const [index, { role, content }] of messages.entries()) {
      const at = `${path}[${index}]`;
      for (const { path: place, text } of textsOf(content, at)) {
        if (findSpecialToken(text) === undefined) continue;
        const message = "The text holds a special token of the chat format; the service rejects it after upload.";
        findings.push({ code: "special-token", severity: openAI ? "error" : "warning", path: place, message });
      }
      for (const { path: place, url } of imagesOf(content, at)) {
        images += 1;
        findings.push(...checkImage(url, place, role, context.method));
      }
    }
  }
  if (images > maxImages) {
    const message = `The record holds ${images} images; at most ${maxImages} are taken.`;
    findings.push({ code: "too-many-images", severity: "error", path: "", message });
  }
  return { findings, images };
}

function checkImage(url: string, path: string, role: string, method: TrainingMethod): RecordFinding[] {
  const error = (code: string, message: string): RecordFinding => ({ code, severity: "error", path, message });
  if (method === "dpo") return [error("image-in-preference", "Preference records take text only; remove the image.")];
  if (role === "assistant") return [error("image-from-assistant", "An assistant message may hold no image.")];
  if (url.startsWith("https://") || url.startsWith("http://")) return [];
  const data = /^data:([^;,]+);base64,/.exec(url);
  if (data === null) return [error("image-url", "The image must be an https URL or a base64 data URL.")];
  const findings: RecordFinding[] = [];
  if (!imageTypes.has(data[1] ?? "")) findings.push(error("image-type", "The image must be JPEG, PNG or WEBP."));
  const bytes = Math.floor(((url.length - data[0].length) * 3) / 4);
  if (bytes > maxImageBytes)
    findings.push(error("image-too-large", `The image is ${bytes} bytes long; at most ${maxImageBytes} are taken.`));
  return findings;
}

const partSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  image_url: z.looseObject({ url: z.string() }).optional(),
});

function partsOf(content: unknown): z.infer<typeof partSchema>[] {
  const parsed = z.array(partSchema).safeParse(content);
  return parsed.success ? parsed.data : [];
}

function textsOf(content: unknown, at: string): { path: string; text: string }[] {
  if (typeof content === "string") return [{ path: `${at}.content`, text: content }];
  return partsOf(content).flatMap(({ text }, index) =>
    text === undefined ? [] : [{ path: `${at}.content[${index}].text`, text }],
  );
}

function imagesOf(content: unknown, at: string): { path: string; url: string }[] {
  return partsOf(content).flatMap(({ image_url }, index) =>
    image_url === undefined ? [] : [{ path: `${at}.content[${index}].image_url`, url: image_url.url }],
  );
}
