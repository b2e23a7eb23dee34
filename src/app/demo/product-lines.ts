/** A size in which a drink is sold: millilitres and pieces of a case, and its price by the litre in percent of the usual. */
export type Pack = readonly [text: string, millilitres: number, pieces: number, pricePercent: number];

/** Drinks of one brand that differ in flavour and size. The brands are invented. */
export type ProductLine = Readonly<{
  category: string;
  brand: string;
  flavours: readonly string[];
  packs: readonly Pack[];
  /** What the distributor asks for a litre in the usual size, in fen. */
  litreFen: number;
  /** What the distributor pays, in percent of that. */
  costPercent: number;
}>;

const CAN: Pack = ['330ml×24', 330, 24, 110];
const BOTTLE: Pack = ['500ml×15', 500, 15, 100];
const TALL: Pack = ['500ml×24', 500, 24, 98];
const LITRE: Pack = ['1L×12', 1000, 12, 76];
const FAMILY: Pack = ['1.25L×12', 1250, 12, 72];
const LARGE: Pack = ['2L×6', 2000, 6, 62];
const CARTON: Pack = ['250ml×24', 250, 24, 112];
const SMALL_BOTTLE: Pack = ['280ml×15', 280, 15, 118];

const line = (
  category: string,
  brand: string,
  flavours: string,
  packs: readonly Pack[],
  litreFen: number,
  costPercent: number,
): ProductLine => ({ category, brand, flavours: flavours.split(' '), packs, litreFen, costPercent });

/** Everything the distributor lists: 300 products. */
export const PRODUCT_LINES: readonly ProductLine[] = [
  line(
    '包装水',
    '云岭',
    '天然水 纯净水 矿泉水',
    [
      ['350ml×24', 350, 24, 108],
      ['550ml×24', 550, 24, 100],
      ['1.5L×12', 1500, 12, 80],
      ['5L×4', 5000, 4, 66],
    ],
    150,
    78,
  ),
  line('包装水', '云岭', '苏打水 柠檬苏打水 白桃苏打水 薄荷苏打水', [BOTTLE, CAN, FAMILY], 390, 74),
  line('风味水', '云岭轻果', '西柚味 青柠味 荔枝味 蜜桃味', [BOTTLE, TALL, LITRE, CARTON], 360, 75),
  line(
    '茶饮料',
    '沐春',
    '冰红茶 绿茶 茉莉花茶 乌龙茶 柠檬红茶 青梅绿茶 菊花茶 蜂蜜柚子茶',
    [BOTTLE, LITRE, CARTON],
    450,
    79,
  ),
  line(
    '无糖茶',
    '沐春',
    '无糖乌龙茶 无糖绿茶 无糖红茶 无糖茉莉花茶 无糖大麦茶 无糖青柑普洱',
    [BOTTLE, ['900ml×12', 900, 12, 82]],
    680,
    71,
  ),
  line('奶茶', '沐春', '原味奶茶 麦香奶茶 抹茶奶茶 黑糖奶茶', [BOTTLE, SMALL_BOTTLE], 720, 76),
  line(
    '果汁',
    '果野',
    '橙汁 水蜜桃汁 葡萄汁 苹果汁 芒果汁 山楂汁 西柚汁 雪梨汁',
    [['450ml×15', 450, 15, 100], FAMILY, LARGE, CARTON],
    630,
    78,
  ),
  line(
    '果汁',
    '果野NFC',
    '橙汁 苹果汁 石榴汁 蓝莓汁 番茄汁 沙棘汁',
    [
      ['300ml×12', 300, 12, 100],
      ['1L×6', 1000, 6, 82],
    ],
    2300,
    73,
  ),
  line(
    '碳酸饮料',
    '汽橙',
    '橙味汽水 柠檬汽水 荔枝汽水 葡萄汽水 青苹果汽水 可乐 无糖可乐',
    [CAN, TALL, FAMILY, LARGE],
    430,
    80,
  ),
  line(
    '功能饮料',
    '劲跑',
    '维生素饮料柠檬味 维生素饮料西柚味 维生素饮料青橘味 维生素饮料原味 电解质水柠檬味 电解质水西柚味 电解质水青橘味 电解质水原味',
    [BOTTLE, CARTON, LITRE],
    820,
    74,
  ),
  line(
    '功能饮料',
    '劲跑',
    '能量饮料原味 能量饮料强化型 能量饮料零糖 能量饮料热带水果味 运动饮料海盐柠檬味 运动饮料白桃味 运动饮料蓝莓味 运动饮料葡萄味',
    [CARTON, BOTTLE, ['310ml×24', 310, 24, 106]],
    1260,
    76,
  ),
  line(
    '植物蛋白',
    '谷田',
    '核桃乳 杏仁露 豆奶 花生露 椰子汁 燕麦奶',
    [['240ml×20', 240, 20, 100], CARTON, ['1L×6', 1000, 6, 84], ['礼盒 240ml×12', 240, 12, 118]],
    1080,
    77,
  ),
  line(
    '乳饮料',
    '牧晨',
    '原味乳酸菌 草莓乳酸菌 芒果乳酸菌 原味酸奶饮品 草莓酸奶饮品 香蕉牛奶 红枣牛奶 AD钙奶',
    [
      ['100ml×40', 100, 40, 112],
      ['200ml×24', 200, 24, 100],
      ['330ml×15', 330, 15, 94],
    ],
    950,
    79,
  ),
  line('咖啡', '焙山', '拿铁 美式 摩卡 生椰拿铁 焦糖拿铁 燕麦拿铁', [SMALL_BOTTLE, CARTON, LITRE], 1380, 72),
  line('啤酒', '麦溪', '原浆 纯生 黑啤 小麦白啤', [CAN, ['500ml×12', 500, 12, 96], LARGE], 690, 80),
  line(
    '植物饮料',
    '清和',
    '酸梅汤 凉茶 甘蔗汁 竹蔗茅根水 金银花露 红豆薏米水',
    [['310ml×24', 310, 24, 108], BOTTLE, ['1.5L×6', 1500, 6, 70]],
    520,
    75,
  ),
];

/** Products that do not sell themselves, and that a rule may therefore favour. */
export const KEY_PRODUCTS: ReadonlySet<string> = new Set([
  '沐春无糖乌龙茶 500ml×15',
  '劲跑电解质水柠檬味 500ml×15',
  '谷田核桃乳 240ml×20',
  '果野NFC石榴汁 300ml×12',
  '云岭轻果青柠味 500ml×15',
]);

/** Key products that come out in turn, one early in each month, and others that come out in the middle of one. */
export const LAUNCHES: Readonly<Record<'key' | 'other', readonly string[]>> = {
  key: ['沐春无糖青柑普洱 500ml×15', '焙山生椰拿铁 280ml×15', '清和红豆薏米水 500ml×15'],
  other: ['汽橙青苹果汽水 330ml×24', '劲跑运动饮料海盐柠檬味 500ml×15', '牧晨红枣牛奶 200ml×24'],
};
