import { type LocalDate, parseLocalDate, yearOf } from '../../domain/calendar/local-date.ts';

/** A product as the demo sells it, by the case; money in fen, so that no amount is ever rounded. */
export type DemoProduct = Readonly<{
  code: string;
  name: string;
  category: string;
  costFen: number;
  priceFen: number;
  launchedOn: LocalDate;
  isKey: boolean;
}>;

type Listed = readonly [name: string, category: string, costFen: number, priceFen: number];

// The brands are invented.
const LISTED: readonly Listed[] = [
  ['云岭天然水 550ml×24', '包装水', 1580, 2000],
  ['云岭天然水 1.5L×12', '包装水', 1620, 2160],
  ['云岭天然水 5L×4', '包装水', 1490, 1960],
  ['云岭纯净水 596ml×24', '包装水', 1150, 1500],
  ['云岭苏打水 400ml×15', '包装水', 2350, 3150],
  ['沐春冰红茶 500ml×15', '茶饮料', 2680, 3400],
  ['沐春绿茶 500ml×15', '茶饮料', 2680, 3400],
  ['沐春茉莉花茶 500ml×15', '茶饮料', 2790, 3560],
  ['沐春冰红茶 1L×12', '茶饮料', 3120, 3980],
  ['沐春无糖乌龙 500ml×15', '茶饮料', 3650, 5100],
  ['果野鲜橙汁 450ml×15', '果汁', 3340, 4280],
  ['果野水蜜桃汁 450ml×15', '果汁', 3340, 4280],
  ['果野葡萄汁 1.25L×12', '果汁', 4460, 5650],
  ['果野NFC苹果汁 300ml×12', '果汁', 6120, 8280],
  ['汽橙汽水 330ml×24', '碳酸饮料', 3010, 3780],
  ['汽橙汽水 2L×6', '碳酸饮料', 2440, 3080],
  ['汽橙无糖可乐 330ml×24', '碳酸饮料', 3150, 4090],
  ['劲跑维生素饮料 250ml×24', '功能饮料', 7350, 9580],
  ['劲跑电解质水 500ml×15', '功能饮料', 4380, 5930],
  ['劲跑能量罐 310ml×24', '功能饮料', 8240, 10_650],
  ['谷田核桃乳 240ml×20', '植物蛋白', 4620, 5880],
  ['谷田杏仁露 240ml×20', '植物蛋白', 4480, 5720],
  ['谷田豆奶 250ml×24', '植物蛋白', 3590, 4650],
  ['沐春无糖青柑普洱 500ml×15', '茶饮料', 3720, 5250],
];

/** Those that do not sell themselves; the last of them is the new one. */
const KEY_PRODUCTS = new Set([
  '沐春无糖乌龙 500ml×15',
  '劲跑电解质水 500ml×15',
  '谷田核桃乳 240ml×20',
  '沐春无糖青柑普洱 500ml×15',
]);

/** The price list of a month; its last product is launched on the 3rd of that month. */
export function makeProducts(monthStart: LocalDate): readonly DemoProduct[] {
  return LISTED.map(([name, category, costFen, priceFen], index) => {
    const isNew = index === LISTED.length - 1;
    const launched = isNew
      ? `${monthStart.slice(0, 8)}03`
      : `${yearOf(monthStart) - 1 - (index % 6)}-${index % 2 === 0 ? '03' : '05'}-01`;
    return {
      code: `SKU${String(index + 1).padStart(2, '0')}`,
      name,
      category,
      costFen,
      priceFen,
      launchedOn: parseLocalDate(launched) ?? monthStart,
      isKey: KEY_PRODUCTS.has(name),
    };
  });
}
