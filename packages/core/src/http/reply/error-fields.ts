// The names are compared as `plainName` has them: Message, message and MESSAGE are one.

/** Names of the fields with which frameworks, gateways and vendors explain an error, the clearest first. */
export const MESSAGE_FIELDS = [
  'message',
  'errormessage',
  'msg',
  'errmsg',
  'errorsummary',
  'usermessage',
  'title',
  'faultstring',
  'diagnostics',
  'reason',
  'err',
  'statustext',
];

/** Names of fields that explain the sentence further. */
export const DETAIL_FIELDS = [
  'errordescription',
  'detail',
  'details',
  'description',
  'errordetail',
  'explanation',
];

/** Names of fields that contain the error, or further errors. */
export const CONTAINER_FIELDS = new Set([
  ...MESSAGE_FIELDS,
  ...DETAIL_FIELDS,
  'error',
  'errors',
  'errorcauses',
  'errorresponse',
  'errorinfo',
  'odataerror',
  'suberrors',
  'innererror',
  'causes',
  'cause',
  'fault',
  'faults',
  'violations',
  'fieldviolations',
  'fielderrors',
  'invalidparams',
  'validationerrors',
  'modelstate',
  'constraints',
  'messages',
  'problems',
  'issues',
  'issue',
  'failures',
  'exception',
  'exceptions',
  'body',
  'response',
  'result',
  'results',
  'data',
  'embedded',
  'responsestatus',
]);

/** Names of fields with the part of the request that an error concerns. */
export const PLACE_FIELDS = [
  'loc',
  'field',
  'path',
  'pointer',
  'parameter',
  'param',
  'property',
  'propertypath',
  'attribute',
  'target',
  'name',
];

/** Fields to ignore: they say nothing about the reason, or echo the request. */
export const IGNORED_FIELDS = new Set([
  'schemas',
  'schema',
  'meta',
  'links',
  'input',
  'value',
  'rejectedvalue',
  'ctx',
  'request',
  'requestbody',
  'payload',
  'headers',
  'config',
  'stack',
  'stacktrace',
  'trace',
  'timestamp',
  'date',
  'instance',
  'url',
  'uri',
  'href',
  'method',
  'requestid',
  'traceid',
  'correlationid',
]);

/** Names of fields with codes; used only in the absence of a sentence. */
export const CODE_FIELDS = new Set([
  'code',
  'errorcode',
  'type',
  'errortype',
  'scimtype',
  'status',
  'statuscode',
  'error',
  'id',
]);
