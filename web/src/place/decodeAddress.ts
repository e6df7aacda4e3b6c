/** Returns a part of an address as it is read; null where it is no percent-encoded UTF-8. The one place where addresses are decoded. */
export function decodeAddress(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Returns an address as people read it, with the letters that it encodes; as it is where it is badly encoded. */
export function readableAddress(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
