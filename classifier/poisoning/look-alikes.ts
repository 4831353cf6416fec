/** Letters of Cyrillic, Greek and Armenian, and under each the Latin one that it passes for (Unicode UTS #39, confusables). */
const cyrillic = [
  'авсԁеһіїјкӏморԛгѕтуѵԝхүАВСЕНІЈКМОРЅТУХҮ',
  'abcdehiijklmopqrstyvwxyabcehijkmopstyxy',
] as const;
const greek = ['αεικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'aeikvoptuxyabezhikmnoptyx'] as const;
const armenian = ['աօѡ', 'wow'] as const;

const latinByCode = new Map<number, string>();
for (const [letters, latin] of [cyrillic, greek, armenian]) {
  for (let index = 0; index < letters.length; index++)
    latinByCode.set(letters.charCodeAt(index), latin.charAt(index));
}

/** Whether a letter of another script passes for a Latin one. */
export function isLookAlike(code: number): boolean {
  return latinByCode.has(code);
}

/** The Latin letter, in lower case, that it passes for; '' for any other. */
export function latinOf(code: number): string {
  return latinByCode.get(code) ?? '';
}
