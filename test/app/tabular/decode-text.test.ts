import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/app/tabular/decode-text.ts';
import { detectDelimiter } from '../../../src/app/tabular/detect-delimiter.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** 编号,名称 as GB18030. */
const CHINESE = [0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6];

describe('decodeText', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decodeText(utf8('编号'))).toEqual({ text: '编号', encoding: 'utf-8', damaged: false });
    expect(decodeText(utf8('\uFEFF编号'))).toEqual({ text: '编号', encoding: 'utf-8-bom', damaged: false });
    expect(decodeText(utf8(''))).toEqual({ text: '', encoding: 'utf-8', damaged: false });
  });

  it('reads UTF-16 with a byte order mark, and refuses it without', () => {
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x16, 0x7f]))).toMatchObject({
      text: '编',
      encoding: 'utf-16le',
    });
    expect(decodeText(Uint8Array.from([0xfe, 0xff, 0x7f, 0x16]))).toMatchObject({
      text: '编',
      encoding: 'utf-16be',
    });
    expect(decodeText(Uint8Array.from([0x61, 0, 0x62, 0]))).toBeUndefined();
  });

  it('reads GB18030, also its four-byte characters', () => {
    expect(decodeText(Uint8Array.from(CHINESE))).toMatchObject({ text: '编号,名称', encoding: 'gb18030' });
    const rare = decodeText(Uint8Array.from([...CHINESE, 0x95, 0x32, 0x82, 0x36]));
    expect(rare).toMatchObject({ text: '编号,名称𠀀', encoding: 'gb18030' });
  });

  it('keeps UTF-8 with a single broken byte, instead of taking all of it for GB18030', () => {
    const bytes = [...utf8('编号,名称,城市,级别\n一,二,三,四\n'), 0xb1];
    expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ encoding: 'utf-8', damaged: true });
  });

  it('refuses what is no text', () => {
    expect(decodeText(Uint8Array.from([0xff, 0xff, 0x00, 0x80, 0xff]))).toBeUndefined();
    expect(decodeText(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xff]))).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decodeText(bytes)));
  });
});

describe('detectDelimiter', () => {
  it.each([
    ['code,name', ','],
    ['code;name', ';'],
    ['code\tname', '\t'],
    ['code;"a,b,c";name', ';'],
    ['code', ','],
  ])('finds the delimiter of %j', (heading, delimiter) => {
    expect(detectDelimiter(heading)).toBe(delimiter);
  });
});
