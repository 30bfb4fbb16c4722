// Feeds that are wrong as a whole: made of the text of the right one.

/** Each must stop everything. */
export const BAD_FEEDS = {
  twice: (text) => {
    const [header, first, ...rest] = text.trimEnd().split('\n');
    return [header, first, ...rest, first].join('\n') + '\n';
  },
  empty: (text) => `${text.split('\n')[0]}\n`,
  nothing: () => '',
  half: (text) => {
    const [header, ...rest] = text.trimEnd().split('\n');
    return [header, ...rest.slice(0, Math.floor(rest.length / 2))].join('\n') + '\n';
  },
  'cut off': (text) => text.slice(0, Math.floor(text.length * 0.7)),
  'no department': (text) => text.replace('department', 'dept'),
  'no key': (text) => text.replace('employeeid', 'number'),
  'no manager': (text) => text.replace('managername', 'boss'),
  'no end': (text) => text.replace('terminationdate', 'lastday'),
  'all in one department': (text) => text.replace(/,(Engineering|IT|Sales|Contractors|People),/g, ',People,'),
  'dates in another format': (text) => text.replace(/2024-01-15/g, '15.01.2024'),
};

/** Those that only a guard with a limit sees. */
export const FOR_MANY = ['half', 'no manager', 'cut off', 'all in one department', 'dates in another format'];
