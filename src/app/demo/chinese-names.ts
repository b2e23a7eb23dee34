import type { Random } from './random.ts';

const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余'];
const GIVEN =
  '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 超 霞 平 刚 鹏 建国 建军 志强 志刚 海涛 海波 晓东 晓峰 国庆 文斌 ' +
  '文博 俊杰 俊峰 伟东 立新 永刚 学军 春生 子豪 浩然 宇轩 明辉 少华 振华 家辉 德胜 长青 晓燕 丽娟 丽华 秀英 秀兰 ' +
  '桂芳 玉梅 雪梅 海燕 春燕 婷婷 思雨 佳怡 静怡 欣悦 雨桐 美玲 慧敏 晓红 凤霞 红梅 淑珍 文静 巧云';
const PLACES =
  '人民路 解放街 东门 西关 南湖 北大街 新华路 朝阳里 滨河 车站 中学 学府 凤凰 锦绣 老城 城关 柳林 石桥 青山 杨庄 ' +
  '河口 花园 幸福里 光明街 建设路 和平里 西苑 东苑 梅园 桃源';
const WORDS =
  '惠民 福满 家和 百顺 鑫源 诚信 顺达 民乐 吉祥 广缘 惠邻 聚鲜 康源 兴旺 佳佳 益民 好邻居 平价 隆兴 恒丰';
const SHOPS = '超市 便利店 烟酒店 小卖部 生活超市 餐馆 粮油店 副食店 网吧 水果店';

const listOf = (words: string): readonly string[] => words.split(' ');
const [givenNames, places, words, shops] = [GIVEN, PLACES, WORDS, SHOPS].map(listOf) as [
  readonly string[],
  readonly string[],
  readonly string[],
  readonly string[],
];

/** So many different names of people, put together from common parts. */
export const personNames = (count: number, random: Random): readonly string[] => {
  const names = new Set<string>();
  while (names.size < count) names.add(random.pick(SURNAMES) + random.pick(givenNames));
  return [...names];
};

/** The name over a shop's door; two shops may have the same one, as in life. */
export const shopName = (random: Random): string => {
  const [place, shop] = [random.pick(places), random.pick(shops)];
  switch (random.int(1, 3)) {
    case 1:
      return `${place}${random.pick(SURNAMES)}记${shop}`;
    case 2:
      return `${random.pick(words)}${shop}（${place}店）`;
    default:
      return `${place}${random.pick(words)}${shop}`;
  }
};

/** The name of a second-tier wholesaler. */
export const wholesalerName = (random: Random): string =>
  `${random.pick(places)}${random.pick(SURNAMES)}氏酒水批发部`;
