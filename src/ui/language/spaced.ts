/** Puts a space between Chinese and Latin letters or digits, for a text that a name is set into. */
export const spaced = (text: string): string =>
  text.replace(/([\u4e00-\u9fff])(\w)/g, '$1 $2').replace(/(\w)([\u4e00-\u9fff])/g, '$1 $2');
