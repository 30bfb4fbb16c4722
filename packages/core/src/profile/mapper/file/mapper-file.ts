import * as E from 'fp-ts/Either';
import { type Attributes, isAttributes } from '../attributes';
import { parseFieldSource } from './file-source';
import { type Report, inside, isBlank, objectWith } from './file-shape';
import { type Mapper, type Rule, makeMapper } from '../mapper';
import { type MappingType, isMappingType, MAPPING_TYPES } from '../mapping-type';
import { literalTarget } from '../target';

/** The keys around the rules of an exported mapper. Only the first four have a meaning here. */
const FILE_KEYS = [
  ...['mapping', 'type', 'name', 'id'],
  ...[
    'description',
    'version',
    'fromVersion',
    'toVersion',
    'defaultIncidentType',
    'feed',
    'brands',
    'brandName',
  ],
  ...[
    'instanceIds',
    'incidentSamples',
    'indicatorSamples',
    'propagationLabels',
    'definitionId',
    'system',
    'custom',
  ],
  ...[
    'modified',
    'sortValues',
    'cacheVersn',
    'sequenceNumber',
    'primaryTerm',
    'sizeInBytes',
    'nameRaw',
    'locked',
  ],
  ...[
    'commitMessage',
    'shouldCommit',
    'vcShouldIgnore',
    'packID',
    'packName',
    'itemVersion',
    'fromServerVersion',
  ],
  ...[
    'toServerVersion',
    'packPropagationLabels',
    'marketplaces',
    'transformer',
    'keyTypeMap',
    'unclassifiedCases',
  ],
];

const DIRECTIONS: ReadonlyMap<unknown, Mapper['direction']> = new Map([
  ['mapping-incoming', 'incoming'],
  ['mapping-outgoing', 'outgoing'],
]);

const parseRules = (value: unknown, report: Report): readonly Rule[] => {
  const fields = objectWith(value, ['dontMapEventToLabels', 'internalMapping'], report);
  if (fields === undefined) {
    return [];
  }
  const mapping = fields['internalMapping'];
  if (!isAttributes(mapping)) {
    report('internalMapping must be an object');
    return [];
  }
  return Object.entries(mapping).flatMap(([field, source]): readonly Rule[] => {
    if (field === '') {
      report('a field has no name');
      return [];
    }
    const expression = parseFieldSource(source, inside(report, field));
    if (expression === undefined) {
      return [];
    }
    return [{ target: literalTarget(field), expression, alternatives: undefined, plainKey: undefined }];
  });
};

const parseTypes = (mapping: unknown, report: Report): ReadonlyMap<MappingType, readonly Rule[]> => {
  const rules = new Map<MappingType, readonly Rule[]>();
  if (!isAttributes(mapping) || Object.keys(mapping).length === 0) {
    report('mapping must be an object with a mapping type such as "User Profile"');
    return rules;
  }
  for (const [type, value] of Object.entries(mapping)) {
    if (isMappingType(type)) {
      rules.set(type, parseRules(value, inside(report, type)));
    } else {
      report(`unknown mapping type "${type}" (known: ${MAPPING_TYPES.join(', ')})`);
    }
  }
  return rules;
};

const parseObject = (text: string, report: Report): Attributes | undefined => {
  try {
    // Editors on Windows may begin a file with a byte order mark.
    return objectWith(JSON.parse(text.replace(/^\uFEFF/, '')), FILE_KEYS, report);
  } catch {
    report('is not JSON');
    return undefined;
  }
};

/**
 * Reads a mapper file in the reference's format. Left: every problem in it, each with the file, the mapping type and the
 * field. `fileName` is used in messages, and as the mapper's name when the file gives none.
 */
export const parseMapperFile = (text: string, fileName: string): E.Either<readonly string[], Mapper> => {
  const problems: string[] = [];
  const report = inside((problem) => problems.push(problem), fileName);
  const file = parseObject(text, report);
  if (file === undefined) {
    return E.left(problems);
  }
  const direction = DIRECTIONS.get(file['type']);
  if (direction === undefined) {
    report('type must be "mapping-incoming" or "mapping-outgoing"');
  }
  const given = isBlank(file['name']) ? file['id'] : file['name'];
  if (!isBlank(given) && typeof given !== 'string') {
    report('name must be text');
  }
  const rules = parseTypes(file['mapping'], report);
  const name = typeof given === 'string' && given !== '' ? given : fileName;
  return problems.length > 0 || direction === undefined
    ? E.left(problems)
    : E.right(makeMapper({ name, direction, rules }));
};
