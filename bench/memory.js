import { readdirSync, readFileSync } from 'node:fs';

const statusOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};
const kilobytes = (pid, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(statusOf(pid))?.[1] ?? 0);

/** The most memory a process and its children were resident in so far, in MB; null where the system does not tell. */
export function peakOf(pid) {
  if (process.platform !== 'linux') return null;
  const family = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && new RegExp(`^PPid:\\s+${pid}$`, 'm').test(statusOf(name)),
  );
  return [String(pid), ...family].reduce((total, one) => total + kilobytes(one, 'VmHWM'), 0) / 1024;
}
