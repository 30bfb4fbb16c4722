import { isZone } from '../calendar/zone-day';
import { ownText } from './own-text';

/** Whether a text names a zone of the time zone database, remembered: asking costs more than the rest of a row. */
export const createZoneCheck = (): ((zone: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (zone) => {
    let valid = known.get(zone);
    if (valid === undefined) {
      // Offsets (`+02:00`) are taken by newer versions of Node only, and have no summer time.
      valid = /^[A-Za-z]/.test(zone) && isZone(zone);
      if (known.size >= MAX_REMEMBERED) {
        known.clear();
      }
      known.set(ownText(zone), valid);
    }
    return valid;
  };
};

const MAX_REMEMBERED = 1000;
