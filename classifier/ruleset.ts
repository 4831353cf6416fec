/** Rises whenever any rule, word list or table may change any verdict; stored beside each verdict. Semantic versioning. */
export const rulesetVersion = '0.37.0';
