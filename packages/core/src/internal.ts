// What the packages of this repository share with core and its users do not need: no promise about versions.
export { dictionaryOf, isDictionary } from './codec/combinators';
export { csvCell, withFormula, withoutFormula } from './codec/csv-cell';
export { objectOf, readEnds } from './codec/file-ends';
export type { FileEnds } from './codec/file-ends';
export { nearest } from './codec/nearest';
export { outputProblems } from './codec/output-file';
export type { FileInUse, FileKind, OutputFile } from './codec/output-file';
export { urlOf } from './codec/url-of';
export { describeJsonProblem, parseJson } from './codec/json/json';
export { withNumbersAsTexts } from './codec/json/number-texts';
export { quotedText } from './codec/json/quoted-text';
export { sortedKeys } from './codec/json/sorted-keys';
export { wellFormedJson } from './codec/json/well-formed-json';
export { perObject } from './codec/per-object';
export { firstNonUtf8 } from './codec/utf8';
export { failedExtra, recordsOf } from './commands/extra/run-extra-command';
export { loadConfig } from './config/load';
export { readPrivateKey } from './config/private-key';
export { resolveReference } from './config/references';
export type { Sources } from './config/references';
export { connectionHeaders } from './http/connection/connection';
export { createFakeClock } from './http/fake-clock';
export type { FakeClock } from './http/fake-clock';
export { fetchDocument } from './http/fetch-document';
export type { DocumentRequest } from './http/fetch-document';
export {
  attributeName,
  hasAt,
  keysOf,
  leavesOf,
  pathOf,
  valueAt,
  withValueAt,
} from './profile/attribute-path';
export { PERIOD_MS } from './http/limits/limits';
export { limitName } from './http/limits/request-kind';
export { changesBetween } from './profile/changes/changes';
export { identifyAll } from './profile/identity/identify';
export { keyOf } from './profile/identity/person-key';
export { paddingProblem } from './profile/identity/padding-problem';
export { otherSpellings, textsIn } from './profile/identity/same-user';
export { isTakenOver } from './profile/identity/taken-over';
export { setOwnValue } from './profile/mapper/attributes';
export { parseMapperFile } from './profile/mapper/file/mapper-file';
export { MAPPING_TYPES } from './profile/mapper/mapping-type';
export { resolveMappers } from './profile/resolve-mapper';
export { nameOf } from './profile/user-profile';
export { changeText } from './render/change-text';
