/** Where Debian's package `chromium-headless-shell` puts Chromium: the same engine as with windows, without the windows. */
export const CHROMIUM = '/usr/bin/chromium-headless-shell';
