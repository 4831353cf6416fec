/** Letters of Cyrillic, Greek and Armenian, and under each the Latin one that it passes for (Unicode UTS #39, confusables). */
const cyrillic = [
  'авсԁеһіїјкӏморԛгѕтуѵԝхүАВСЕНІЈКМОРЅТУХҮ',
  'abcdehiijklmopqrstyvwxyabcehijkmopstyxy',
] as const;
const greek = ['αεικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'aeikvoptuxyabezhikmnoptyx'] as const;
const armenian = ['աօѡ', 'wow'] as const;

/** By the code of the letter; all of them stand below U+0600. */
const latinByCode: string[] = new Array<string>(0x600).fill('');
for (const [letters, latin] of [cyrillic, greek, armenian]) {
  for (let index = 0; index < letters.length; index++)
    latinByCode[letters.charCodeAt(index)] = latin.charAt(index);
}

/** Whether a letter of another script passes for a Latin one. */
export function isLookAlike(code: number): boolean {
  return latinOf(code) !== '';
}

/** The Latin letter, in lower case, that it passes for; '' for any other. */
export function latinOf(code: number): string {
  return latinByCode[code] ?? '';
}
