import type { DemoOutlet } from './make-outlets.ts';
import type { Random } from './random.ts';
import type { VisitEvent } from './visit-outlet.ts';

// The competitors are invented as well.
const COMPETITORS = ['润溪饮用水', '朗悦冰茶', '动刻能量饮料', '果见果汁', '小野乳酸菌', '沁山苏打水'];
const MOVES = [
  '第二件半价',
  '整箱立减 5 元',
  '买十赠一',
  '新品免费试饮',
  '冰柜投放',
  '堆头买断',
  '送货当天到',
];

/** A promotion in a key outlet, now and then; its photo is sometimes forgotten. */
export const promote = (outlet: DemoOutlet, random: Random): readonly VisitEvent[] => {
  if (!outlet.isKey || !random.chance(14)) return [];
  const fields = {
    outlet: outlet.code,
    kind: random.pick(['堆头', '端架', '试饮', '捆赠', '冰柜陈列']),
    photo: String(random.chance(88)),
  };
  return [{ type: 'promotion.executed', fields }];
};

/** What a competitor does in an outlet, as the rep saw it. */
export const observeMarket = (outlet: DemoOutlet, random: Random): readonly VisitEvent[] => {
  if (!random.chance(1.2)) return [];
  const fields = {
    outlet: outlet.code,
    brand: random.pick(COMPETITORS),
    move: random.pick(MOVES),
    shelf_price: `${random.int(20, 65) / 10}`,
    photo: String(random.chance(80)),
  };
  return [{ type: 'competitor.seen', fields }];
};
