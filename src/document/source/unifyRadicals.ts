/** Radicals without a decomposition in Unicode, each followed by its ideograph. */
const SUPPLEMENT =
  '⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺹耂⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';
const letters = [...SUPPLEMENT];
const IDEOGRAPHS = new Map(
  letters.flatMap((letter, at) => (at % 2 === 0 ? [[letter, letters[at + 1]] as const] : [])),
);

/**
 * Returns the text with ideographs in place of radicals and compatibility forms that look the same: ⼀ is 一, ⺠ is 民.
 * Fonts of PDFs name letters so, and what is copied from them keeps the names.
 */
export const unifyRadicals = (text: string): string =>
  text.replace(
    /[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu,
    (letter) => IDEOGRAPHS.get(letter) ?? letter.normalize('NFKC'),
  );
