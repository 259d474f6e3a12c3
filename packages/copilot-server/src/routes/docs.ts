import type { RouteApp } from "./route-app.ts";

/** The parts of an OpenAPI document that the page shows. */
interface OpenApi {
  readonly info?: { readonly title?: string; readonly version?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> };
}

/** `GET /openapi.json` and `/docs`: generated from the schemas of the routes; the page loads nothing from the network. */
export function registerDocs(app: RouteApp): void {
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  app.get("/docs", { schema: { hide: true } }, async (_request, reply) => {
    reply.type("text/html; charset=utf-8");
    reply.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
    return renderDocs(app.swagger() as OpenApi);
  });
}

function renderDocs({ info, paths = {} }: OpenApi): string {
  const sections = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { summary = "", requestBody }]) => {
      const schema = requestBody?.content?.["application/json"]?.schema;
      const body = schema === undefined ? "" : `<pre>${escape(JSON.stringify(schema, undefined, 2))}</pre>`;
      return `<section><h2><code>${escape(method.toUpperCase())} ${escape(path)}</code></h2><p>${escape(summary)}</p>${body}</section>`;
    }),
  );
  const title = escape(info?.title ?? "API");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{font-size:1.1rem;margin:2rem 0 .2rem}pre{overflow:auto;padding:1rem;border:1px solid #8884;border-radius:.4rem;font-size:.85rem}</style>
<h1>${title} ${escape(info?.version ?? "")}</h1><p>The schemas are in <a href="/openapi.json">openapi.json</a>.</p>${sections.join("\n")}</html>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
