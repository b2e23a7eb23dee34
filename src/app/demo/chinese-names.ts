import type { Random } from './random.ts';

const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰志建国文海晓春雪梅鹏飞宇浩欣怡佳琪'];
const PLACES = [
  '人民路',
  '解放街',
  '东门',
  '西关',
  '南湖',
  '北大街',
  '新华路',
  '朝阳里',
  '滨河',
  '车站',
  '中学',
  '学府',
  '凤凰',
  '锦绣',
  '老城',
  '城关',
  '柳林',
  '石桥',
  '青山',
  '杨庄',
];
const SHOPS = ['超市', '便利店', '烟酒店', '小卖部', '生活超市', '餐馆', '粮油店', '网吧'];

/** So many different names of people. */
export function personNames(count: number, random: Random): readonly string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const given = random.chance(70) ? random.pick(GIVEN) + random.pick(GIVEN) : random.pick(GIVEN);
    names.add(random.pick(SURNAMES) + given);
  }
  return [...names];
}

/** The name over a shop's door; two shops may have the same one, as in life. */
export function shopName(random: Random): string {
  return `${random.pick(PLACES)}${random.pick(SURNAMES)}记${random.pick(SHOPS)}`;
}

/** The name of a second-tier wholesaler. */
export function wholesalerName(random: Random): string {
  return `${random.pick(PLACES)}${random.pick(SURNAMES)}氏酒水批发部`;
}
