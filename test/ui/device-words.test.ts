import { expect, it } from 'vitest';
import { deviceWords } from '../../src/ui/account/device-words.ts';
import { WORDS } from '../../src/ui/language/words.ts';

it('says in words from where somebody has come', () => {
  const android = 'Mozilla/5.0 (Linux; Android 10; V2001A) AppleWebKit/537.36 (KHTML, like Gecko)';
  const cases = [
    [`${android} Chrome/80.0.3987.99 Mobile Safari/537.36`, 'Chrome · Android'],
    [
      `${android} Version/4.0 Chrome/86.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0`,
      '微信 · Android',
    ],
    [`${android} Chrome/86.0 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0`, '企业微信 · Android'],
    [`${android} Chrome/86.0 Mobile Safari/537.36 AliApp(DingTalk/7.0)`, '钉钉 · Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0',
      'Firefox · macOS',
    ],
    ['', '浏览器 · 未知设备'],
  ] as const;
  for (const [userAgent, words] of cases) expect(deviceWords(WORDS.zh, userAgent)).toBe(words);
});
