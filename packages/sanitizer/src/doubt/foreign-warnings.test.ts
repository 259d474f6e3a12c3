import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const bad = "```sourcepawn\npublic void OnMapStart()\n{\n\tfloat f = RandomFloat(0.0, 1.0);\n}\n```\n";
const isRepaired = (text: string): boolean => sanitizeText(text, table).text !== text;

describe("a sentence in another language that warns of a name", () => {
  it.each([
    "Die Funktion `RandomFloat(1.0, 2.0)` gibt es in SourceMod nicht.",
    "Ein häufiger Fehler ist `RandomFloat(1.0, 2.0)`.",
    "Функции `RandomFloat(1.0, 2.0)` в SourceMod нет.",
    "Частая ошибка — `RandomFloat(1.0, 2.0)`.",
    "`RandomFloat(1.0, 2.0)` 是虚构的函数。",
    "切勿调用 `RandomFloat(1.0, 2.0)`。",
    "No uses `RandomFloat(1.0, 2.0)`.",
    "`RandomFloat(1.0, 2.0)` es inventada.",
    "Um erro comum é `RandomFloat(1.0, 2.0)`.",
    "Não use `RandomFloat(1.0, 2.0)`.",
    "Aucune native ne s'appelle `RandomFloat(1.0, 2.0)`.",
    "Unikaj `RandomFloat(1.0, 2.0)`.",
    "`RandomFloat(1.0, 2.0)` kullanmayın.",
    "`RandomFloat(1.0, 2.0)` を使わないでください。",
    "흔한 오류는 `RandomFloat(1.0, 2.0)` 입니다.",
    "De functie `RandomFloat(1.0, 2.0)` bestaat niet.",
    "Đừng dùng `RandomFloat(1.0, 2.0)`.",
    "`RandomFloat(1.0, 2.0)` मौजूद नहीं है।",
    "ไม่มีฟังก์ชัน `RandomFloat(1.0, 2.0)`",
    "Η `RandomFloat(1.0, 2.0)` δεν υπάρχει.",
    "`RandomFloat(1.0, 2.0)` לא קיים.",
    "`RandomFloat(1.0, 2.0)` وجود ندارد.",
    "Älä käytä `RandomFloat(1.0, 2.0)`.",
    "`RandomFloat(1.0, 2.0)` findes ikke.",
    "`RandomFloat(1.0, 2.0)` nem létezik.",
    "`RandomFloat(1.0, 2.0)` nu există.",
    "Huwag gamitin ang `RandomFloat(1.0, 2.0)`.",
    "`RandomFloat(1.0, 2.0)` ne postoji.",
  ])("keeps it: %s", (text) => {
    expect(isRepaired(text)).toBe(false);
  });

  it.each([
    "Nimm dafür `RandomFloat(1.0, 2.0)`.",
    "Используйте `RandomFloat(1.0, 2.0)` для задержки.",
    "使用 `RandomFloat(1.0, 2.0)` 生成延迟。",
    "`RandomFloat(1.0, 2.0)` का उपयोग करें।",
    "ใช้ `RandomFloat(1.0, 2.0)`",
    "Χρησιμοποιήστε `RandomFloat(1.0, 2.0)`.",
    "השתמש ב-`RandomFloat(1.0, 2.0)`.",
    "Käytä `RandomFloat(1.0, 2.0)`.",
    "Brug `RandomFloat(1.0, 2.0)`.",
    "Roep nu `RandomFloat(1.0, 2.0)` aan.",
    "Usa `RandomFloat(1.0, 2.0)` para la espera.",
    "Use `RandomFloat(1.0, 2.0)` para o atraso.",
    "Wait as long as `RandomFloat(1.0, 2.0)` says, no user will mind.",
  ])("is not seen in one that uses it: %s", (text) => {
    expect(isRepaired(text)).toBe(true);
  });
});

describe("a line in another language above code", () => {
  const warnings = [
    "So nicht:",
    "Fehlerhafter Code:",
    "Vorher:",
    "Так делать нельзя:",
    "Было:",
    "不要这样写：",
    "修改前：",
    "反例：",
    "Así no:",
    "Antes:",
    "No hagas esto:",
    "Não faça isso:",
    "Código errado:",
    "À ne pas faire :",
    "Avant :",
    "修正前：",
    "수정 전:",
    "Przed:",
    "Önce:",
  ];
  it.each(warnings)("keeps the code: %s", (line) => {
    expect(isRepaired(`${line}\n\n${bad}`)).toBe(false);
    expect(isRepaired(`## ${line.replace(/\s*[:：]$/u, "")}\n\n${bad}`)).toBe(false);
  });

  it.each([
    "So geht es:",
    "Nachher:",
    "Das Plugin braucht keine weiteren Dateien und läuft auch ohne SDKHooks:",
    "Вот код плагина:",
    "Индекс клиента нельзя хранить в таймере: передавайте userid.",
    "命令本身没有参数，所以没有可以注入的内容。",
    "Стало:",
    "下面是完整代码：",
    "修改后：",
    "Aquí está el código:",
    "Después:",
    "Aqui está o código:",
    "Voici le code :",
    "コードはこちらです：",
    "코드는 다음과 같습니다:",
  ])("lets it be repaired where it only leads up to it: %s", (line) => {
    expect(isRepaired(`${line}\n\n${bad}`)).toBe(true);
  });
});

describe("a remark in another language", () => {
  it.each(["falsch", "такой функции нет", "没有这个函数", "no existe", "não existe", "n'existe pas", "잘못됨"])(
    "beside code or behind it keeps it: %s",
    (remark) => {
      expect(isRepaired(`\`\`\`sourcepawn\nfloat f = RandomFloat(0.0, 1.0); // ${remark}\n\`\`\`\n`)).toBe(false);
      expect(isRepaired(`${bad}\n${remark}.`)).toBe(false);
    },
  );

  it.each(["Verzögerung in Sekunden", "задержка в секундах", "延迟（秒）", "retraso en segundos", "délai en secondes"])(
    "that only explains lets it be repaired: %s",
    (remark) => {
      expect(isRepaired(`\`\`\`sourcepawn\nfloat f = RandomFloat(0.0, 1.0); // ${remark}\n\`\`\`\n`)).toBe(true);
    },
  );
});
