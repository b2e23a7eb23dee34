import type { Words } from '../language/language.ts';

/** The first that fits is meant: an app of a company names WeChat too, and every browser names others. */
const BROWSERS = [
  [/wxwork/i, 'wecom'],
  [/MicroMessenger/i, 'wechat'],
  [/DingTalk/i, 'dingtalk'],
  [/Lark|Feishu/i, 'feishu'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const;

const SYSTEMS = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const;

const firstOf = (
  names: readonly (readonly [pattern: RegExp, name: string])[],
  text: string,
): string | undefined => names.find(([pattern]) => pattern.test(text))?.[1];

/** The browser and the system that a `User-Agent` speaks of, in words. */
export const deviceWords = ({ account }: Pick<Words, 'account'>, userAgent: string): string => {
  const browser = firstOf(BROWSERS, userAgent);
  const name = browser === undefined ? account.otherBrowser : (account.browsers[browser] ?? browser);
  return account.device(name, firstOf(SYSTEMS, userAgent) ?? account.otherSystem);
};
