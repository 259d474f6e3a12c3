import { hasBeyondAscii } from "../records/json-text-span.ts";

/**
 * The words by which texts in other languages than English warn of what they show.
 *
 * No grammar stands behind them, so they never say more than that one cannot tell. Stems, where a language inflects.
 */

const words = (alternatives: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}_])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}_])`;

/** "Not", "never", "avoid", "mistake", "invented" and their like. */
const warnings = words([
  // German, Dutch, Swedish
  "(?<!vergiss )nicht(?! (?:vergessen|nur))|nie|niemals|kein\\p{L}*|statt|anstatt|anstelle|vermeid\\p{L}*|falsch\\p{L}*|fehler\\p{L}*|schlecht\\p{L}*|erfunden\\p{L}*|ausgedacht\\p{L}*|ungültig\\p{L}*|unbekannt\\p{L}*",
  "niet|geen|nooit|foutief?|foute?|verkeerd\\p{L}*|onjuist\\p{L}*|vermijd\\p{L}*|inte|aldrig|felaktig\\p{L}*|undvik",
  // Spanish, Portuguese, Italian, French; a bare "no" is English as well.
  "(?:así|eso|esto) no|no (?:(?:lo|la|se) )?(?:existen?|us(?:es|ar|en|arse)|utilic\\p{L}*|utilizar|hag\\p{L}*|hacer|hay|compilan?|funcionan?|llam(?:es|ar)|deb(?:es|er\\p{L}*|e|emos)|es (?:un|una|el|la|válid\\p{L}*|correct\\p{L}*))|nunca|ningun[oa]?|evit[ae]\\p{L}*|incorrect\\p{L}*|inventad[oa]s?|errone[oa]s?|erróne[oa]s?|mal(?:o|a)? (?:ejemplo|código|uso)|está mal",
  "não|nenhum[a]?|jamais|erro|erros|errad[oa]s?|incorret[oa]s?|inválid[oa]s?",
  "non(?!-)|mai|nessun[oa]?|errore|errori|sbagliat\\p{L}*|invece di",
  "pas|aucun[e]?|erreurs?|erroné\\p{L}*|mauvais\\p{L}*|faux|fausse|au lieu d\\p{L}*|inventé\\p{L}*",
  // Polish, Czech, Turkish
  "nie|nigdy|unikaj\\p{L}*|błąd|błęd\\p{L}*|zły|złe|źle|zamiast|neexist\\p{L}*|nepouž\\p{L}*|nikdy|není|chyb\\p{L}*|špatn\\p{L}*",
  "yok|değil|asla|yanlış\\p{L}*|hata|hatal[ıi]\\p{L}*|kullanma\\p{L}*|yerine",
  // Russian, Ukrainian
  "не(?! (?:забуд|забыва|забув|только|тільки))|ни|нет|нету|нельзя|никогда|ніколи|немає|вместо|замість|ошиб\\p{L}*|помил\\p{L}*|неправил\\p{L}*|неверн\\p{L}*|невірн\\p{L}*|отсутству\\p{L}*|відсутн\\p{L}*|выдум\\p{L}*|придуман\\p{L}*|вигадан\\p{L}*|плох\\p{L}*|поган\\p{L}*|избега\\p{L}*|уника\\p{L}*|несуществ\\p{L}*|ошибочн\\p{L}*",
  // Vietnamese, Indonesian, Arabic
  "không|đừng|chưa|sai|lỗi|tidak|jangan|bukan|salah|لا|ليس|ليست|غير|خطأ|لم|بدلا",
  // Danish and Norwegian, Finnish and Estonian, Hungarian, Romanian, the languages of former Yugoslavia, Latvian, Lithuanian, Filipino
  "ikke|aldri|unngå|forkert\\p{L}*|feil|ei|eivät|älä|älkää|väär\\p{L}*|virhe\\p{L}*|ära|nem|ne|nincs\\p{L}*|hib[aá]s\\p{L}*|rossz",
  "nu (?:exist|folos|este|utiliz|apel|compil|mai)\\p{L}*|inexistent\\p{L}*|greșit\\p{L}*|gresit\\p{L}*|nema|nemoj\\p{L}*|pogre[sš]\\p{L}*|neeksist\\p{L}*|neegzist\\p{L}*|nėra|nenaudok\\p{L}*|wala\\p{L}*|huwag|hindi",
  // Greek, Hebrew, Persian, Hindi
  "δεν|δε|μην|μη|λάθος|λανθασμέν\\p{L}*|ανύπαρκτ\\p{L}*|לא|אין|אל|שגוי\\p{L}*|שגיאה|ندارد|نیست|نکنید|نباید|اشتباه|غلط|नहीं|मत|गलत|ग़लत|बजाय",
]);

/** The same in scripts without spaces between words. */
const scriptWarnings =
  "不(?![需必仅僅断斷同过過超少管论論])|[没沒勿]|避免|禁止|虚构|虛構|杜撰|编造|[错錯誤误]|反例|無い|ない|ません|間違|悪い|架空|代わり|아니|않|없|잘못|대신|마세요|말고|틀린|오류|나쁜|금지|ไม่|อย่า|ผิด";

/** Lines that say that the old form follows; in a sentence the same words speak of time. */
const formerly =
  "^[^\\p{L}\\p{N}]*(?:vorher|alt|bisher|früher|antes|antigo|antiguo|avant|ancien(?: code)?|prima|przed|stare|önce|eski|было|раньше|старый код|було|раніше|voor|oud|före|fel|fout|před|trước|sebelum\\p{L}*|قبل)[^\\p{L}\\p{N}]*$|^[^\\p{L}\\p{N}]*(?:修改前|修正前|更改前|改之前|旧代码|旧版|舊版|原来|原來|原代码|수정 ?전|변경 ?전|이전|変更前|NG例|NG)";

const warning = tester(`${warnings}|${scriptWarnings}`);
const label = tester(`${warnings}|${scriptWarnings}|${formerly}`);

/** What says by itself that code is wrong: "does not exist", "does not compile", "wrong". */
const strong = tester(
  `${words([
    "falsch|(?:existiert|kompiliert|funktioniert|gibt es)(?: \\p{L}+){0,2} nicht|gibt es(?: \\p{L}+){0,2} nicht|bestaat niet|compileert niet|finns inte",
    "no (?:existen?|compilan?)|está mal|incorrect[oa]|não (?:existe|compila)\\p{L}*|(?:está )?errado|non (?:esiste|compila)|sbagliat[oa]|n['’]existe\\p{L}*(?: pas)?|ne compile\\p{L}*(?: pas)?|c['’]est faux|faux",
    "nie (?:istnieje|kompiluje)|źle|neexistuje|yanlış|derlenmez",
    "неправильно|неверно|невірно|ошибка|помилка|нет так(?:ой|ого|их)|так(?:ой|ого|их) (?:\\p{L}+ )?нет|не (?:существует|існує|скомпилиру\\p{L}*|компилиру\\p{L}*|компілю\\p{L}*)",
    "không tồn tại|tidak ada|غير موجود\\p{L}*|(?:findes|finnes) ikke|ei ole olemassa|nem létezik|nu există|ne postoji|neegzistuoja",
    "δεν υπάρχει|λάθος|לא קיימ?ת?|אין (?:פונקציה|אירוע)|وجود ندارد|اشتباه|मौजूद नहीं|गलत",
  ])}|不存在|(?:没有|沒有)(?:这个|這個|该|此)|(?:无法|無法|不能|不会)(?:通过)?(?:编译|編譯)|错误|錯誤|存在しません|存在しない|間違|誤り|コンパイルでき|없는 (?:함수|네이티브|이벤트)|존재하지|잘못|컴파일되지|ไม่มี|ผิด`,
);

/**
 * Tells whether a text matches. Most texts are English, and for those a pattern that knows no letters but theirs does; it takes
 * a tenth of the time.
 */
function tester(pattern: string): (text: string) => boolean {
  const full = new RegExp(pattern, "iu");
  const plain = new RegExp(
    pattern
      .replaceAll("(?<![\\p{L}\\p{N}_])", "\\b")
      .replaceAll("(?![\\p{L}\\p{N}_])", "\\b")
      .replaceAll("[^\\p{L}\\p{N}]", "[^a-z0-9]")
      .replaceAll("\\p{L}", "[a-z]"),
    "i",
  );
  return (text) => (hasBeyondAscii(text) ? full : plain).test(text);
}

/** Whether a sentence around a name warns of it in another language. */
export function warnsInSentence(text: string): boolean {
  return warning(text);
}

/** A whole sentence speaks of more than the code below it: "Here is the plugin, it needs no SDKHooks". */
const sentence = /(?:[^\s:：]+\s+){5}[^\s:：]|[^\s:：]{16}|[.。!！]\W*$/u;

/** Whether a line above code warns of it in another language, or says that it is the old form. */
export function warnsAsLabel(line: string): boolean {
  return sentence.test(line) ? strong(line) : label(line);
}

/** Whether a remark beside code, or the sentence behind it, says in another language that it is wrong. */
export function warnsAsRemark(remark: string): boolean {
  return strong(remark);
}
