import { authorization, failureOf } from './request';

/** Saves what a route of the hub answers to who is signed in, as a file of this name. Throws RequestFailed. */
export async function download(path: string, name: string): Promise<void> {
  const response = await fetch(path, { headers: authorization() }).catch(() => null);
  if (!response?.ok) throw await failureOf(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
