import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { metricPointSchema, type ReportData } from "@tunewright/schema";
import { type Browser, chromium, type Page } from "playwright-core";
import { lowContrastScript } from "../testing/low-contrast-script.ts";
import { manyChanges, sampleReport } from "../testing/sample-report.ts";
import { html, jsonIsland } from "./html.ts";
import { renderPage } from "./render-page.ts";

const browser = await launchChromium();

/** A file of that name may be a stub that cannot start, so whether there is a Chromium is tried and not looked up. */
async function launchChromium(): Promise<Browser | undefined> {
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  for (const executablePath of [process.env["CHROMIUM"] ?? "", ...places].filter((path) => existsSync(path))) {
    const args = [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-sync",
    ];
    try {
      return await chromium.launch({ executablePath, args, timeout: 20_000 });
    } catch {
      // The next place may hold one that starts.
    }
  }
  return undefined;
}

const hostile = '</script><img src=x onerror="document.title=1">&<!--';

function hostileReport(): ReportData {
  const sanitize = manyChanges(10_000);
  const [first] = sanitize.changes;
  if (first) {
    first.before = hostile;
    first.file = hostile;
  }
  const report = sampleReport({ title: `Summary ${hostile}`, sanitize });
  const [job] = report.jobs;
  if (job) {
    job.changes = hostile;
    job.result_metrics = [1, 2, 3].map((step) =>
      metricPointSchema.parse({ step, epoch: step, train_loss: 3 - step / 2 }),
    );
  }
  report.datasets = [
    {
      version: "v7",
      records: 697,
      rejected: 0,
      replacements: 62,
      duplicates: 0,
      train: 627,
      validation: 70,
      tokens: null,
      categories: [{ name: hostile, train: 9, validation: 1 }],
      tokenLengths: [],
      similarity: null,
      apiCoverage: [],
      leaks: [
        {
          record: { file: hostile, line: 3 },
          side: "train",
          against: { file: "b.jsonl", line: 4 },
          kind: "near",
          similarity: 0.91,
          dropped: false,
        },
      ],
    },
  ];
  return report;
}

const rendered = renderPage(hostileReport());

describe("html`…`", () => {
  it("escapes what is put into it, once, but for other HTML", () => {
    expect(html`<b title="${'"'}">${["<", html`<i>&amp;</i>`, 3]}${undefined}</b>`.html).toBe(
      '<b title="&quot;">&lt;<i>&amp;</i>3</b>',
    );
  });

  it("writes JSON that no text in it can end", () => {
    const text = `${hostile}\u2028]]>`;
    const { html: island } = jsonIsland({ text });
    expect(island).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(island)).toEqual({ text });
  });
});

describe("renderPage()", () => {
  it("needs nothing from elsewhere and says so in its policy", async () => {
    const page = await rendered;
    expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;/);
    expect(page).not.toMatch(/\b(?:src|href)="(?!#|data:,")/);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it("lets no datum out of its place", async () => {
    const page = await rendered;
    expect(page).not.toContain("<img");
    expect(page.match(/<script/g)).toHaveLength(page.match(/<\/script>/g)?.length ?? 0);
    expect(page).not.toContain("<!--");
  });

  it("shows marks that turn the direction of text, so that a name reads as it is", async () => {
    const turned = "Get\u202EtnImodnaR";
    const sanitize = manyChanges(1);
    if (sanitize.changes[0]) sanitize.changes[0].before = turned;
    const page = await renderPage(sampleReport({ title: turned, sanitize }));
    expect(page).not.toContain("\u202E");
    expect(page).toContain("<h1>Get\\u202etnImodnaR");
    expect(page).toContain('"Get\\\\u202etnImodnaR"');
  });

  it("has one heading of the first order, a place for every link in it, and a name for every table", async () => {
    const page = await rendered;
    expect(page.match(/<h1/g)).toHaveLength(1);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).toContain('<html lang="en">');
  });
});

if (browser === undefined) {
  describe("the page where no Chromium is installed (its markup is checked in its stead)", () => {
    it("brings its rows as data and its script with the hash that the policy names", async () => {
      const page = await rendered;
      const island = /<script type="application\/json" id="change-list-data">(.*?)<\/script>/s.exec(page)?.[1] ?? "";
      expect((JSON.parse(island) as { rows: unknown[] }).rows).toHaveLength(10_000);
      expect(page).toMatch(/script-src &#39;sha256-[\w+/=]+&#39;/);
      expect(page).toContain('role="status" aria-live="polite"');
    });
  });
} else {
  describe("the page in Chromium, from file:// and without a network", () => {
    let folder: string;
    let address: string;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "report-"));
      const file = path.join(folder, "report.html");
      await writeFile(file, await rendered);
      address = pathToFileURL(file).href;
    });

    afterAll(async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    });

    const open = async (options: { colorScheme?: "light" | "dark"; width?: number } = {}) => {
      const { colorScheme = "light", width = 1280 } = options;
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      const faults: string[] = [];
      page.on("console", (message) => faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        if (request.url() !== address && !request.url().startsWith("data:")) faults.push(request.url());
      });
      await page.goto(address);
      await page.waitForSelector("html[data-ready]");
      return { page, faults };
    };

    it("opens ten thousand changes in under a second, with no console message and no request", async () => {
      const { page, faults } = await open();
      // Time that the page's own thread worked, which does not depend on what else the machine does.
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      const { metrics } = await session.send("Performance.getMetrics");
      const seconds = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.POSITIVE_INFINITY;
      expect(seconds).toBeLessThan(1);
      expect(faults).toEqual([]);
      expect(await page.title()).toBe(`Summary ${hostile}`);
      expect(await page.locator("img").count()).toBe(0);
      await page.close();
    });

    it("shows a page of the changes, searches them and filters them by rule", async () => {
      const { page, faults } = await open();
      const list = page.locator("#change-list");
      const status = list.getByRole("status");
      expect(await status.textContent()).toBe("1–100 of 10,000");
      expect(await list.locator("tbody tr").count()).toBe(100);
      expect(await list.locator("tbody del").first().textContent()).toBe(hostile);

      await list.getByRole("combobox").selectOption("lunge-pounce");
      expect(await status.textContent()).toBe("1–100 of 1,429 (of 10,000)");
      await list.getByRole("searchbox").fill("part-3.jsonl POUNCE");
      expect(await status.textContent()).toBe("1–100 of 238 (of 10,000)");
      expect(new Set(await list.locator("tbody ins").allTextContents())).toEqual(new Set(["lunge_pounce"]));

      await list.getByRole("searchbox").fill("no such thing");
      expect(await status.textContent()).toBe("Nothing matches.");
      expect(faults).toEqual([]);
      await page.close();
    });

    it("can be used with the keyboard alone", async () => {
      const { page } = await open();
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the report");
      const list = page.locator("#finding-list");
      await list.getByRole("searchbox").focus();
      await page.keyboard.type("critical");
      expect(await list.getByRole("status").textContent()).toBe("1–1 of 1 (of 2)");
      const changes = page.locator("#change-list");
      await changes.getByRole("button", { name: "Next" }).focus();
      await page.keyboard.press("Enter");
      expect(await changes.getByRole("status").textContent()).toBe("101–200 of 10,000");
      await changes.getByRole("button", { name: "Previous" }).press("Enter");
      expect(await changes.getByRole("status").textContent()).toBe("1–100 of 10,000");
      // The button that was used can no longer be; the focus must not be lost with it.
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Next");
      await page.close();
    });

    it("is dark or light as the system says, until the reader chooses", async () => {
      const colour = (page: Page): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
      const light = await open();
      const dark = await open({ colorScheme: "dark" });
      expect(await colour(light.page)).toBe("rgb(246, 247, 249)");
      expect(await colour(dark.page)).toBe("rgb(15, 19, 24)");
      await dark.page.getByRole("button", { name: "Use the light theme" }).click();
      expect(await colour(dark.page)).toBe(await colour(light.page));
      await light.page.close();
      await dark.page.close();
    });

    it.each(["light", "dark"] as const)("has text that can be read in the %s theme", async (colorScheme) => {
      const { page } = await open({ colorScheme });
      const poor = await page.evaluate(lowContrastScript);
      expect(poor).toEqual([]);
      await page.close();
    });

    it("does not run over the side of a phone", async () => {
      const { page } = await open({ width: 360 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      // A sentence that is squeezed into a word a line makes a row as high as the screen.
      const rows = 'Math.max(...[...document.querySelectorAll("table.keep tr")].map((row) => row.offsetHeight))';
      expect(await page.evaluate(rows)).toBeLessThan(300);
      await page.close();
    });
  });
}
