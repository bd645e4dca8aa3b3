/** Whether the text is in the clipboard; where a page may not write there, the reader copies it from a prompt. */
export async function copyText(text: string, what: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.prompt(`Copy ${what}`, text);
    return false;
  }
}
